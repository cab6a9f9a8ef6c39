import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Settings } from './settings';
import { signForm } from './signature';
import { Timers } from './timers';

export interface Answer {
  /** The app's HTTP status; null when no answer came. */
  status: number | null;
  /** Why none came: it could not connect, or nobody answered in time. */
  trouble?: 'ct' | 'rt';
  note?: string;
}

/** How often Twilio tries again, and after what: its own rules, or those that the address asks for. */
interface Overrides {
  retries: number;
  after: ReadonlySet<string>;
}

/**
 * The connection overrides in an address's fragment (`#rc=3&rp=all`). Without them Twilio tries once more, and only
 * where it could not connect: an answer of 500 is an answer.
 */
export function readOverrides(url: string): Overrides {
  const wanted = new URLSearchParams(new URL(url).hash.slice(1));
  const count = Number(wanted.get('rc') ?? 1);
  return {
    retries: Number.isInteger(count) && count >= 0 && count <= 5 ? count : 1,
    after: new Set((wanted.get('rp') ?? 'ct').split(',')),
  };
}

/** Posts signed forms to the app as Twilio does: 15 s limit, tried again by the rules of the address. */
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
  async post(address: string, params: Readonly<Record<string, string>>): Promise<Answer> {
    this.inFlight += 1;
    try {
      const { retries, after } = readOverrides(address);
      const url = address.replace(/#.*$/s, '');
      const key = randomUUID();
      let answer = await this.tryOnce(url, params, key);
      const before: string[] = [];
      while (before.length < retries && deservesRetry(answer, after)) {
        before.push(String(answer.note ?? answer.status));
        await this.timers.wait(this.settings.webhookRetryMs);
        answer = await this.tryOnce(url, params, key);
      }
      if (before.length === 0) return answer;
      return {
        status: answer.status,
        note: `${answer.note ?? ''} try ${before.length + 1}, before: ${before.join(', ')}`.trim(),
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
      let connected = false;
      const fail = (error: Error) =>
        resolve({ status: null, trouble: connected ? 'rt' : 'ct', note: error.message });
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
          response.on('close', () => resolve({ status: null, trouble: 'rt', note: 'answer cut off' }));
        },
      );
      request.on('socket', (socket) => {
        const mark = () => {
          connected = true;
        };
        if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', mark);
        else mark();
      });
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

function deservesRetry({ status, trouble }: Answer, after: ReadonlySet<string>): boolean {
  const kind = status === null ? trouble : status >= 500 ? '5xx' : status >= 400 ? '4xx' : undefined;
  return kind !== undefined && (after.has('all') || after.has(kind));
}
