import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatorOptions } from './server';
import { simulatorAccountSid, startSimulator } from './server';
import type { Settings } from './settings';
import type { Message } from './types';

export const testToken = 'test-auth-token';
export const sender = 'whatsapp:+14155238886';

export interface Received {
  url: string;
  headers: IncomingHttpHeaders;
  params: Record<string, string>;
}

/** Stands for the app: keeps what is posted to it and answers with what `answerWith` says. */
export async function startReceiver(answerWith: (received: Received) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(body));
      const entry = { url: request.url ?? '', headers: request.headers, params };
      received.push(entry);
      response.writeHead(answerWith(entry), { 'content-type': 'text/xml' }).end('<Response/>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, received, close };
}

const quick: Partial<Settings> = { delays: { queued: 1, sent: 1, delivered: 1, read: 1 }, webhookRetryMs: 1 };

interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of many shapes
  body: any;
}

/** A simulator on a free port with the calls that tests need. */
export async function startTestSimulator(options: Partial<SimulatorOptions> = {}) {
  const { settings, ...rest } = options;
  const simulator = await startSimulator({
    authToken: testToken,
    env: {},
    settings: { ...quick, ...settings },
    ...rest,
  });
  const basic = `Basic ${Buffer.from(`${simulatorAccountSid}:${testToken}`).toString('base64')}`;

  async function call(
    method: string,
    path: string,
    body?: string | object,
    authorization = basic,
  ): Promise<Reply> {
    const isForm = typeof body === 'string';
    const response = await fetch(simulator.url + path, {
      method,
      headers: {
        authorization,
        ...(body === undefined
          ? {}
          : { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  }

  const messagesPath = `/2010-04-01/Accounts/${simulatorAccountSid}/Messages`;
  const control = (method: string, path: string, body?: object) => call(method, `/control/${path}`, body);
  return {
    ...simulator,
    call,
    control,
    messagesPath,
    create: (fields: Record<string, string>) =>
      call('POST', `${messagesPath}.json`, new URLSearchParams({ From: sender, ...fields }).toString()),
    idle: () => control('GET', 'idle'),
    messages: async (query = ''): Promise<Message[]> =>
      (await control('GET', `messages${query}`)).body.messages,
    openSession: (from: string) => control('POST', 'inbound', { from, body: 'Hello' }),
  };
}

export type TestSimulator = Awaited<ReturnType<typeof startTestSimulator>>;

export const feedbackTemplate = {
  sid: 'HX00000000000000000000000000000001',
  friendlyName: 'feedback_request_en',
  variables: { '1': 'Ama' },
  types: {
    'twilio/quick-reply': {
      body: 'Hello {{1}}, how was {{2}} with us?',
      actions: ['1', '2', '3', '4', '5'].map((id) => ({ title: `${id} of 5`, id: `rating_${id}` })),
    },
  },
};
