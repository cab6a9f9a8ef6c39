import 'server-only';
import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { processMeters } from './meters/process-meters';

/** Requests that are worked on at once; more only make each other wait, as one core serves them. */
export const mostAtOnce = 32;
/** Requests that wait for their turn, and webhooks beyond them: a provider's message isn't asked for again soon. */
export const mostWaiting = 96;
export const mostWebhooksWaiting = 256;
/** Milliseconds that one waits for its turn at most. */
export const longestWaitMs = 1500;
/** A request that is still being sent to us, or whose answer is still being taken, gives its place away after so long. */
const slowBodyMs = 1000;
const slowAnswerMs = 10_000;

type Entry = { request: IncomingMessage; response: ServerResponse; since: number; go: () => void };
type Way = 'free' | 'webhook' | 'counted';

/** Files of the build cost nothing, and who asks how we are must hear it above all when we are busy. */
function wayOf(path: string): Way {
  if (path.startsWith('/_next/static/') || /^\/api\/(live|health|metrics)$/.test(path)) return 'free';
  return path.startsWith('/api/webhooks/') ? 'webhook' : 'counted';
}

/**
 * Lets so many requests be worked on at once; some wait for their turn, webhooks first, and the rest is told at once to
 * come back: what is taken on is answered in time, and what isn't costs nothing.
 */
export class Admission {
  private readonly active = new Map<ServerResponse, Entry>();
  private readonly webhooks: Entry[] = [];
  private readonly waiting: Entry[] = [];
  private sweeping: ReturnType<typeof setInterval> | undefined;

  /** Calls `go` now or when it is this request's turn, or answers 503. */
  enter(request: IncomingMessage, response: ServerResponse, path: string, go: () => void): void {
    const way = wayOf(path);
    if (way === 'free') {
      go();
      return;
    }
    const entry = { request, response, since: performance.now(), go };
    response.once('close', () => this.leave(entry));
    const [queue, most] =
      way === 'webhook' ? [this.webhooks, mostWebhooksWaiting] : [this.waiting, mostWaiting];
    if (this.active.size < mostAtOnce) this.begin(entry);
    else if (queue.length >= most) turnAway(entry, path);
    else {
      // Its turn comes at the end of somebody else's request: what belongs to that one must not come along.
      entry.go = AsyncResource.bind(go);
      queue.push(entry);
    }
    this.tell();
  }

  private begin(entry: Entry): void {
    entry.since = performance.now();
    this.active.set(entry.response, entry);
    this.sweeping ??= setInterval(() => this.sweep(), 250).unref();
    this.tell();
    entry.go();
  }

  private leave(entry: Entry): void {
    if (!this.active.delete(entry.response)) {
      for (const queue of [this.webhooks, this.waiting]) {
        const at = queue.indexOf(entry);
        if (at >= 0) queue.splice(at, 1);
      }
    }
    this.next();
  }

  private next(): void {
    while (this.active.size < mostAtOnce) {
      const entry = this.webhooks.shift() ?? this.waiting.shift();
      if (!entry) break;
      this.begin(entry);
    }
    if (this.active.size === 0) {
      clearInterval(this.sweeping);
      this.sweeping = undefined;
    }
    this.tell();
  }

  /** Who waited too long is sent away, and who is slow to send or to take holds nobody up. */
  private sweep(): void {
    const now = performance.now();
    for (const queue of [this.webhooks, this.waiting])
      for (let first = queue[0]; first && now - first.since > longestWaitMs; first = queue[0]) {
        queue.shift();
        turnAway(first, first.request.url ?? '');
      }
    for (const [response, { request, since }] of this.active) {
      const slow = request.complete ? slowAnswerMs : slowBodyMs;
      if (now - since > slow) this.active.delete(response);
    }
    this.next();
  }

  private tell(): void {
    const meters = processMeters();
    meters.active = this.active.size;
    meters.queued = this.waiting.length + this.webhooks.length;
  }
}

const sentence = 'We are busy right now. Please try again in a few seconds.';

function turnAway({ request, response }: Entry, path: string): void {
  processMeters().shed += 1;
  const data = path.startsWith('/api/') || Boolean(request.headers.rsc) || request.method !== 'GET';
  response.writeHead(503, {
    'retry-after': '2',
    'cache-control': 'no-store',
    'content-type': data ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
    // What is still being sent is not read to its end.
    connection: request.complete ? 'keep-alive' : 'close',
  });
  response.end(data ? JSON.stringify({ error: { code: 'busy', message: sentence } }) : busyPage);
}

/** Asks again by itself, without a script. */
const busyPage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><meta name="color-scheme" content="light dark"><title>Busy</title>
<main><h1>One moment</h1><p>${sentence} This page does so by itself.</p></main></html>`;

const guarded = new WeakSet<Server>();

/** Puts something before whatever answers a server's requests, once; the request at hand goes through it already. */
export function standBefore(
  server: Server,
  before: (request: IncomingMessage, response: ServerResponse, go: () => void) => void,
): void {
  if (guarded.has(server)) return;
  guarded.add(server);
  const answering = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) =>
    before(request, response, () => {
      for (const answer of answering) answer.call(server, request, response);
    }),
  );
}
