import { setTimeout as pause } from 'node:timers/promises';
import { Input } from './control-input';
import { applySettings, readContactKey, readFaultOrder, readInboundOrder } from './control-read';
import { changeTemplate, seedTemplate } from './control-templates';
import { Counters } from './counters';
import type { Delivery } from './delivery';
import { ControlError } from './errors';
import { type Call, readBody, sendJson } from './http';
import { receiveInbound, sendInbound } from './inbound';
import type { Live } from './live';
import type { Contact, Message, Status } from './types';
import { toContactView, toMessageView } from './views';
import type { World } from './world';

const bodyLimit = 2 * 1024 * 1024;
const statuses: readonly Status[] = [
  'accepted',
  'queued',
  'sent',
  'delivered',
  'read',
  'failed',
  'undelivered',
];

type Handler = (input: Input, call: Call) => unknown | Promise<unknown>;

/** The control API for tests and for the page: reset, clock, faults, contacts, templates, counts. */
export class Control {
  private readonly routes: Readonly<Record<string, Handler>>;

  constructor(
    private readonly world: World,
    private readonly delivery: Delivery,
    private readonly live: Live,
  ) {
    this.routes = {
      'GET state': () => this.describeState(),
      'POST reset': (input) => this.reset(input),
      'POST clock': (input) => this.skipClock(input),
      'POST settings': (input) => {
        applySettings(world.settings, input);
        live.announceReload();
        return world.settings;
      },
      'GET counters': () => this.describeCounters(),
      'GET idle': (_input, call) => this.waitUntilIdle(call),
      'GET messages': (_input, call) => this.listMessages(call.query),
      'GET mails': (_input, call) => ({ mails: world.mailbox.list(call.query.get('to') ?? undefined) }),
      'GET contacts': (_input, call) => this.listContacts(call.query),
      'POST contacts': (input) => this.saveContacts(input),
      'POST read': (input) => this.markRead(input),
      'POST inbound': (input) => receiveInbound(world, readInboundOrder(input)),
      'POST replay': (input) => this.replay(input),
      'GET faults': () => ({ seed: world.faults.seed, faults: world.faults.list(), hits: world.faults.hits }),
      'POST faults': (input) => this.addFaults(input),
      'DELETE faults': (_input, call) => {
        const removed = world.faults.remove(call.query.get('id') ?? undefined);
        live.announceReload();
        return { removed };
      },
      'GET faults/log': () => ({ log: world.faults.log, hits: world.faults.hits }),
      'GET templates': () => ({ templates: world.store.templates() }),
      'POST templates': (input) => {
        const many = input.has('templates') ? input.children('templates') : [input];
        return { templates: many.map((one) => seedTemplate(world, one)) };
      },
      'PATCH templates': (input) => changeTemplate(world, input),
      'GET payments': () => ({ payments: world.till.list() }),
      'POST payments': (input) => {
        world.till.setHook(input.needText('secretKey'), input.needText('webhookUrl'));
        return { set: true };
      },
      'POST payments/pay': (input) => this.pay(input),
    };
  }

  async handle(call: Call, route: string): Promise<void> {
    const handler = this.routes[`${call.method} ${route}`];
    if (!handler) throw new ControlError(`there is no ${call.method} /control/${route}`, 404);
    const text = call.method === 'GET' ? '' : await readBody(call.request, bodyLimit);
    sendJson(call.response, 200, await handler(Input.parse(text), call));
  }

  private describeState(): Record<string, unknown> {
    const { store, settings, title, accountSid, faults } = this.world;
    return {
      title,
      accountSid,
      now: store.clock.now(),
      skippedMs: store.clock.skippedMs,
      settings,
      contacts: store.contacts().length,
      messages: store.select({}).length,
      templates: store.templates().length,
      faults: { seed: faults.seed, faults: faults.list() },
      counters: this.describeCounters(),
    };
  }

  private describeCounters(): Record<string, unknown> {
    const { counters, webhooks, faults } = this.world;
    return {
      ...counters.toJSON(),
      faultHits: faults.hits,
      pendingDeliveries: this.delivery.pending,
      webhooksInFlight: webhooks.inFlight,
    };
  }

  private reset(input: Input): { reset: true } {
    const { world } = this;
    this.delivery.abandon();
    world.store.reset({ templates: input.flag('templates') ?? false });
    world.faults.reset();
    world.mailbox.clear();
    world.till.reset();
    world.counters = new Counters();
    this.live.announceReload();
    return { reset: true };
  }

  private skipClock(input: Input): Record<string, number> {
    const limit = { min: 0, max: 10 * 365 * 86_400_000 };
    const skip = input.number('skipMs', limit) ?? (input.number('skipHours', limit) ?? 0) * 3_600_000;
    this.world.store.skipClock(skip);
    this.live.announceReload();
    return { now: this.world.store.clock.now(), skippedMs: this.world.store.clock.skippedMs };
  }

  /** Waits until nothing is on its way any more; `idle: false` after `timeoutMs` (10 s by default). */
  private async waitUntilIdle(call: Call): Promise<Record<string, unknown>> {
    const until = Date.now() + Math.min(Number(call.query.get('timeoutMs')) || 10_000, 120_000);
    while (this.delivery.pending + this.world.webhooks.inFlight + this.world.till.inFlight > 0) {
      if (Date.now() > until || call.response.destroyed) return { idle: false };
      await pause(5);
    }
    return { idle: true };
  }

  private listMessages(query: URLSearchParams): Record<string, unknown> {
    const contact = query.get('contact');
    const wanted = {
      to: query.get('to') ?? undefined,
      from: query.get('from') ?? undefined,
      contact: contact === null ? undefined : readContactKey(contact),
    };
    const direction = query.get('direction');
    const limit = Number(query.get('limit')) || Number.POSITIVE_INFINITY;
    const found = this.world.store
      .select(wanted)
      .filter(
        (message) =>
          (wanted.to === undefined || message.to === wanted.to) &&
          (wanted.from === undefined || message.from === wanted.from) &&
          (wanted.contact === undefined || message.contact === wanted.contact) &&
          (direction === null || message.direction.startsWith(direction)),
      );
    return { total: found.length, messages: found.slice(-limit).map(toMessageView) };
  }

  private listContacts(query: URLSearchParams): Record<string, unknown> {
    const words = (query.get('q') ?? '').toLowerCase();
    const limit = Math.min(Number(query.get('limit')) || 200, 1000);
    const all = this.world.store
      .contacts()
      .filter((one) => `${one.name ?? ''} ${one.address}`.toLowerCase().includes(words))
      .sort((a, b) => b.lastMessageAt - a.lastMessageAt);
    return { total: all.length, contacts: all.slice(0, limit).map((one) => toContactView(this.world, one)) };
  }

  /** One contact, or `contacts: […]`. Names phones before anything was sent to them. */
  private saveContacts(input: Input): Record<string, unknown> {
    const many = input.has('contacts') ? input.children('contacts') : [input];
    return { contacts: many.map((one) => toContactView(this.world, this.saveContact(one))) };
  }

  private saveContact(input: Input): Contact {
    const contact = this.world.store.ensureContact(readContactKey(input.needText('address')));
    contact.name = input.text('name') ?? contact.name;
    contact.businessScopedId = input.text('businessScopedId') ?? contact.businessScopedId;
    contact.optedOut = input.flag('optedOut') ?? contact.optedOut;
    contact.lacksWhatsApp = input.flag('lacksWhatsApp') ?? contact.lacksWhatsApp;
    const hides = input.flag('hidesPhone');
    if (hides !== undefined && contact.address.startsWith('+')) {
      contact.hidesPhone = hides;
      contact.businessScopedId ??= `GH.${contact.address.slice(1)}0417`;
    }
    this.world.store.saveContact(contact);
    return contact;
  }

  private markRead(input: Input): { read: number } {
    const messages = this.world.store.select({ contact: readContactKey(input.needText('contact')) });
    const unread = messages.filter(
      (message) => message.status === 'delivered' && message.channel === 'whatsapp',
    );
    for (const message of unread) this.delivery.markRead(message);
    return { read: unread.length };
  }

  private async replay(input: Input): Promise<Record<string, unknown>> {
    const message = this.world.store.message(input.needText('sid'));
    if (!message) throw new ControlError('sid: unknown message', 404);
    const times = input.number('times', { min: 1, max: 100 }) ?? 1;
    if (message.direction === 'inbound') {
      return { sid: message.sid, status: await sendInbound(this.world, message, times) };
    }
    await this.replayStatus(message, { status: input.oneOf('status', statuses) ?? message.status, times });
    return { sid: message.sid, status: message.webhooks.at(-1)?.answer ?? null };
  }

  private replayStatus(
    message: Message,
    { status, times }: { status: Status; times: number },
  ): Promise<void> {
    const errorCode = status === message.status ? message.errorCode : null;
    return this.delivery.post(message, { status, errorCode }, times);
  }

  /** The customer pays; the shop is told `times` times, once by default. */
  private pay(input: Input): Record<string, unknown> {
    const of = this.world.till.find(input.needText('secretKey'), input.needText('reference'));
    if (!of) throw new ControlError('reference: unknown payment', 404);
    this.world.till.pay(
      of,
      input.oneOf('channel', ['mobile_money', 'card']) ?? 'mobile_money',
      input.number('times', { min: 0, max: 10 }) ?? 1,
    );
    return { status: of.status };
  }

  private addFaults(input: Input): Record<string, unknown> {
    const { faults } = this.world;
    const many = input.has('faults') ? input.children('faults') : input.has('kind') ? [input] : [];
    const orders = many.map(readFaultOrder);
    const seed = input.number('seed', { min: 0, max: Number.MAX_SAFE_INTEGER });
    if (seed !== undefined) faults.reseed(seed);
    const added = orders.map((order) => faults.add(order));
    this.live.announceReload();
    return { seed: faults.seed, faults: added };
  }
}
