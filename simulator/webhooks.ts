import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Settings } from './settings';
import { signForm } from './signature';
import { Timers } from './timers';

export interface Answer {
  /** The app's HTTP status; null when no answer came. */
  status: number | null;
  note?: string;
}

/** Posts signed forms to the app as Twilio does: 15 s limit, one more try when it timed out or failed. */
export class Webhooks {
  private readonly http = new HttpAgent({ keepAlive: true, maxSockets: 32 });
  private readonly https = new HttpsAgent({ keepAlive: true, maxSockets: 32 });
  private readonly timers = new Timers();
  private closed = false;
  inFlight = 0;

  constructor(
    private readonly token: string,
    private readonly settings: Settings,
  ) {}

  /** Sends the form; resolves with the answer of the last try and never rejects. */
  async post(url: string, params: Readonly<Record<string, string>>): Promise<Answer> {
    this.inFlight += 1;
    try {
      const key = randomUUID();
      const first = await this.tryOnce(url, params, key);
      if (!deservesRetry(first)) return first;
      await this.timers.wait(this.settings.webhookRetryMs);
      const second = await this.tryOnce(url, params, key);
      return {
        ...second,
        note: `${second.note ?? ''} second try, first: ${first.note ?? first.status}`.trim(),
      };
    } catch (error) {
      return { status: null, note: error instanceof Error ? error.message : 'stopped' };
    } finally {
      this.inFlight -= 1;
    }
  }

  private tryOnce(url: string, params: Readonly<Record<string, string>>, key: string): Promise<Answer> {
    if (this.closed) return Promise.resolve({ status: null, note: 'the simulator stopped' });
    const body = new URLSearchParams(params).toString();
    const secure = url.startsWith('https:');
    return new Promise((resolve) => {
      const fail = (error: Error) => resolve({ status: null, note: error.message });
      const send = secure ? requestHttps : requestHttp;
      const request = send(
        url,
        {
          method: 'POST',
          agent: secure ? this.https : this.http,
          timeout: this.settings.webhookTimeoutMs,
          headers: {
            'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'TwilioProxy/1.1',
            'i-twilio-idempotency-token': key,
            'x-twilio-signature': signForm(this.token, url, params),
          },
        },
        (response) => {
          response.resume();
          response.on('end', () => resolve({ status: response.statusCode ?? null }));
          response.on('error', fail);
          response.on('close', () => resolve({ status: null, note: 'answer cut off' }));
        },
      );
      request.on('timeout', () => request.destroy(new Error('timeout')));
      request.on('error', fail);
      request.end(body);
    });
  }

  close(): void {
    this.closed = true;
    this.timers.close();
    this.http.destroy();
    this.https.destroy();
  }
}

function deservesRetry(answer: Answer): boolean {
  return answer.status === null || answer.status >= 500;
}
