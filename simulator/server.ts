import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isAuthorised } from './auth';
import { toRfc2822 } from './clock';
import { ContentApi } from './content-api';
import { Control } from './control';
import { Counters } from './counters';
import { Delivery } from './delivery';
import { ControlError, TwilioError } from './errors';
import { Faults } from './faults';
import { assertSafeToStart } from './guard';
import { BodyTooLarge, type Call, isForeignOrigin, isLocalHost, sendJson } from './http';
import { Journal } from './journal';
import { Live } from './live';
import { type MailServer, startMailServer } from './mail-server';
import { Mailbox } from './mailbox';
import { MessagesApi } from './messages-api';
import { servePage } from './page-server';
import { defaultSettings, type Settings } from './settings';
import { Store } from './store';
import { Till } from './till';
import { answerTill } from './till-api';
import { serveTill } from './till-page';
import { Webhooks } from './webhooks';
import type { World } from './world';

/** The account that the simulator answers for when none is named. */
export const simulatorAccountSid = 'AC51d00000000000000000000000000051';

export interface SimulatorOptions {
  /** 0 takes any free port. */
  port?: number;
  accountSid?: string;
  authToken: string;
  /** Also take mail on this port; 0 takes any free one. */
  mailPort?: number;
  /** Where chats are kept between starts; nothing is written without it. */
  dataPath?: string;
  title?: string;
  settings?: Partial<Settings>;
  /** The surroundings to judge; the process's own by default. */
  env?: Readonly<Record<string, string | undefined>>;
}

export interface Simulator {
  url: string;
  /** `smtp://…` of its mail server, when it has one. */
  mailUrl?: string;
  close: () => Promise<void>;
}

interface Parts {
  world: World;
  messages: MessagesApi;
  content: ContentApi;
  control: Control;
  live: Live;
}

/** Starts on 127.0.0.1. Throws UnsafeToStart in production, and the socket's error when the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const accountSid = options.accountSid ?? simulatorAccountSid;
  assertSafeToStart(options.env ?? process.env, accountSid);
  const world = createWorld(options, accountSid);
  const delivery = new Delivery(world);
  const live = new Live(world);
  const parts: Parts = {
    world,
    messages: new MessagesApi(world, delivery),
    content: new ContentApi(world),
    control: new Control(world, delivery, live),
    live,
  };
  const server = createServer((request, response) => void answer(parts, request, response));
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  world.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let mail: MailServer | undefined;
  if (options.mailPort !== undefined) {
    mail = await startMailServer(world, options.mailPort).catch((error: unknown) => {
      console.error('simulator: no mail is taken:', error instanceof Error ? error.message : error);
      return undefined;
    });
  }
  world.mailbox.listen(() => live.announceMail());
  delivery.resume();
  return {
    url: world.baseUrl,
    mailUrl: mail?.url,
    close: async () => {
      await mail?.close();
      delivery.close();
      world.webhooks.close();
      world.till.close();
      live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      world.store.close();
    },
  };
}

function createWorld(options: SimulatorOptions, accountSid: string): World {
  const settings: Settings = { ...defaultSettings, ...options.settings };
  const store = new Store(options.dataPath ? new Journal(options.dataPath) : undefined);
  return {
    accountSid,
    authToken: options.authToken,
    title: options.title ?? 'Phones',
    baseUrl: '',
    settings,
    store,
    faults: new Faults(),
    counters: new Counters(),
    mailbox: new Mailbox(),
    till: new Till(settings),
    webhooks: new Webhooks(options.authToken, settings),
    startedAt: store.clock.now(),
  };
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (!isLocalHost(request)) return sendJson(response, 403, { error: 'only this machine may ask' });
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const call: Call = {
      request,
      response,
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
    };
    await route(parts, call);
  } catch (error) {
    sendFailure(response, error);
  }
}

async function route(parts: Parts, call: Call): Promise<void> {
  const { world } = parts;
  if (servePage(call, parts.live)) return;
  if ((await answerTill(call, world.till)) || (await serveTill(call, world.till))) return;
  const [first, second, third, fourth, ...rest] = call.path.split('/').filter((part) => part !== '');
  if (first === 'control') {
    if (isForeignOrigin(call.request)) throw new ControlError('the request comes from another page', 403);
    return parts.control.handle(call, [second, third].filter(Boolean).join('/'));
  }
  const account = { sid: world.accountSid, token: world.authToken };
  if (!isAuthorised(call.request, account)) throw new TwilioError(401, 20003);
  if (first === 'v1' && second === 'Content') {
    return parts.content.handle(
      call,
      [third, fourth, ...rest].filter((part) => part !== undefined),
    );
  }
  if (first === '2010-04-01' && second === 'Accounts') {
    if (third === `${world.accountSid}.json` && call.method === 'GET') {
      sendAccount(world, call);
      return;
    }
    if (third === world.accountSid && fourth === 'Messages.json') return parts.messages.handle(call, []);
    if (third === world.accountSid && fourth === 'Messages') return parts.messages.handle(call, rest);
  }
  throw new TwilioError(404, 20404, `The requested resource ${call.path} was not found`);
}

function sendAccount(world: World, call: Call): void {
  sendJson(call.response, 200, {
    auth_token: world.authToken,
    date_created: toRfc2822(world.startedAt),
    date_updated: toRfc2822(world.startedAt),
    friendly_name: world.title,
    owner_account_sid: world.accountSid,
    sid: world.accountSid,
    status: 'active',
    subresource_uris: { messages: `/2010-04-01/Accounts/${world.accountSid}/Messages.json` },
    type: 'Full',
    uri: `/2010-04-01/Accounts/${world.accountSid}.json`,
  });
}

function sendFailure(response: ServerResponse, error: unknown): void {
  const { status, body } = describeFailure(error);
  if (status === 413 && !response.headersSent) response.setHeader('connection', 'close');
  if (status === 500 && !response.destroyed) console.error('simulator:', error);
  sendJson(response, status, body);
}

function describeFailure(error: unknown): { status: number; body: unknown } {
  if (error instanceof TwilioError) return { status: error.status, body: error.toBody() };
  if (error instanceof ControlError) return { status: error.status, body: { error: error.message } };
  if (error instanceof BodyTooLarge) {
    return { status: 413, body: { code: 20413, message: error.message, more_info: '', status: 413 } };
  }
  return { status: 500, body: new TwilioError(500, 20500).toBody() };
}
