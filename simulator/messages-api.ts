import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from './delivery';
import { TwilioError } from './errors';
import type { Fault } from './faults';
import { type Call, readBody, sendJson } from './http';
import { acceptMessage, outcomeOf, readRecipient } from './message-create';
import { listMessages, toListEnvelope } from './message-list';
import { toMediaResource, toMessageResource } from './message-resource';
import { samplePhoto } from './sample-photo';
import type { Message } from './types';
import type { World } from './world';

const bodyLimit = 64 * 1024;

/** The Messages resource: `segments` is the path after `/2010-04-01/Accounts/{sid}/Messages`. */
export class MessagesApi {
  constructor(
    private readonly world: World,
    private readonly delivery: Delivery,
  ) {}

  async handle(call: Call, segments: readonly string[]): Promise<void> {
    const [first, second, third] = segments;
    if (first === undefined) {
      if (call.method === 'POST') return this.create(call);
      if (call.method === 'GET') return this.list(call);
    }
    const message = this.world.store.message((first ?? '').replace(/\.json$/, ''));
    if (!message) throw new TwilioError(404, 20404, `The requested resource ${call.path} was not found`);
    if (second === undefined) return this.handleOne(call, message);
    if (second === 'Media.json') return this.listMedia(call, message);
    if (second === 'Media' && third) return this.sendMedia(call, message, third);
    throw new TwilioError(404, 20404, `The requested resource ${call.path} was not found`);
  }

  private async create(call: Call): Promise<void> {
    const { world } = this;
    world.counters.createRequests += 1;
    try {
      await this.createWithFaults(call);
    } catch (error) {
      if (error instanceof TwilioError) world.counters.noteRejected(error.code);
      throw error;
    }
  }

  private async createWithFaults(call: Call): Promise<void> {
    const form = new URLSearchParams(await readBody(call.request, bodyLimit));
    const to = readRecipient(form).id;
    const strike = (kind: Fault['kind']) => this.world.faults.strike(kind, to, this.world.store.clock.now());
    if (strike('refuse')) {
      call.request.socket.destroy();
      return;
    }
    const busy = strike('http429');
    if (busy) {
      call.response.setHeader('retry-after', String(busy.params?.retryAfter ?? 1));
      throw new TwilioError(429, 20429);
    }
    const broken = strike('http5xx');
    if (broken) throw new TwilioError(broken.params?.status ?? 503, 20500);
    const refused = strike('syncError');
    if (refused) throw new TwilioError(refused.params?.status ?? 400, refused.params?.code ?? 21211);

    const message = acceptMessage(this.world, form);
    const doomed = strike('failWith');
    if (doomed) message.outcome = outcomeOf(doomed.params?.code ?? 30008);
    const resource = toMessageResource(this.world.accountSid, message);
    const hurry = strike('callbackBefore201') !== undefined;
    const told = this.delivery.start(message, { hurry });
    if (hurry) await Promise.race([told, pause(2000)]);
    await this.answerCreate(call, resource, strike);
  }

  private async answerCreate(
    call: Call,
    resource: Record<string, unknown>,
    strike: (kind: Fault['kind']) => Fault | undefined,
  ): Promise<void> {
    const slow = strike('slow');
    if (slow) await pause(slow.params?.delayMs ?? 5000);
    if (strike('dropAfterAccept')) {
      call.request.socket.destroy();
      return;
    }
    const broken = strike('http5xxAfterAccept');
    if (broken) throw new TwilioError(broken.params?.status ?? 502, 20500);
    sendJson(call.response, 201, resource);
  }

  private refuseLookup(contact: string): void {
    const hit = this.world.faults.strike('lookupFails', contact, this.world.store.clock.now());
    if (hit) throw new TwilioError(hit.params?.status ?? 503, 20500);
  }

  private list(call: Call): void {
    this.refuseLookup((call.query.get('To') ?? '').replace('whatsapp:', ''));
    const page = listMessages(this.world.store, call.query);
    sendJson(call.response, 200, {
      ...toListEnvelope(call.path, call.query, page),
      messages: page.messages.map((message) => toMessageResource(this.world.accountSid, message)),
    });
  }

  private async handleOne(call: Call, message: Message): Promise<void> {
    const { store, accountSid } = this.world;
    if (call.method === 'GET') {
      this.refuseLookup(message.contact);
      return sendJson(call.response, 200, toMessageResource(accountSid, message));
    }
    if (call.method === 'DELETE') {
      store.removeMessage(message);
      call.response.writeHead(204).end();
      return;
    }
    if (call.method !== 'POST') throw new TwilioError(405, 20004, 'Method not allowed');
    const form = new URLSearchParams(await readBody(call.request, bodyLimit));
    if (form.get('Body') !== '')
      throw new TwilioError(400, 20001, 'Only redaction with an empty Body is supported');
    message.body = '';
    store.saveMessage(message);
    sendJson(call.response, 200, toMessageResource(accountSid, message));
  }

  private listMedia(call: Call, message: Message): void {
    const list = message.media.map((media) => toMediaResource(this.world.accountSid, message, media));
    const page = { messages: [], page: 0, pageSize: 50, nextToken: null };
    const envelope = toListEnvelope(call.path, call.query, page);
    sendJson(call.response, 200, { ...envelope, end: Math.max(list.length - 1, 0), media_list: list });
  }

  private sendMedia(call: Call, message: Message, name: string): void {
    const media = message.media.find((candidate) => candidate.sid === name.replace(/\.json$/, ''));
    if (!media) throw new TwilioError(404, 20404, `The requested resource ${call.path} was not found`);
    if (name.endsWith('.json')) {
      sendJson(call.response, 200, toMediaResource(this.world.accountSid, message, media));
      return;
    }
    const photo = samplePhoto();
    call.response.writeHead(200, { 'content-type': media.contentType, 'content-length': photo.length });
    call.response.end(photo);
  }
}
