import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import {
  Agent,
  request as ask,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { Admission, mostAtOnce, mostWaiting, standBefore } from './admission';
import { processMeters } from './meters/process-meters';

let server: Server | undefined;
let agent: Agent;
afterEach(async () => {
  vi.useRealTimers();
  agent.destroy();
  server?.closeAllConnections();
  server?.close();
});

/** A server that holds each request until it is let go. */
async function startHeld() {
  const held: { path: string; response: ServerResponse }[] = [];
  /** Who a request belongs to, as Next keeps it; what it finds there when it begins is somebody else's. */
  const whose = new AsyncLocalStorage<string>();
  const foreign: string[] = [];
  const admission = new Admission();
  agent = new Agent({ keepAlive: true });
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const found = whose.getStore();
    if (found !== undefined) foreign.push(`${path} as ${found}`);
    whose.run(path, () => {
      const { end } = response;
      // As an answer ends: within what belongs to its request.
      const ending = AsyncLocalStorage.bind((text: string) => end.call(response, text, 'utf8'));
      response.end = ((text: string) => ending(text)) as typeof response.end;
      held.push({ path, response });
    });
  });
  standBefore(server, (request, response, go) => admission.enter(request, response, request.url ?? '', go));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const get = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sent = ask({ port, path, agent }, (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer));
      });
      sent.on('error', reject);
      sent.end();
    });
  const letGo = () => {
    for (const { response } of held.splice(0)) response.end('done');
  };
  return { held, foreign, get, letGo, port };
}

const soon = { timeout: 45_000, interval: 20 };
const reached = (held: unknown[], count: number) => vi.waitFor(() => expect(held).toHaveLength(count), soon);
const queued = (count: number) => vi.waitFor(() => expect(processMeters().queued).toBe(count), soon);

test('so many are worked on at once, some wait in turn with webhooks first, the rest is told to come back', async () => {
  const { held, foreign, get, letGo } = await startHeld();
  const all = Array.from({ length: mostAtOnce + mostWaiting }, (_, n) => get(`/bookings/${n}`));
  await queued(mostWaiting);
  expect(held).toHaveLength(mostAtOnce);
  const refused = await get('/bookings/one-too-many');
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '2']);
  expect((await get('/api/v1/bookings')).headers['content-type']).toContain('json');
  // A provider's message has room where people's requests have none, and goes before them.
  const hook = get('/api/webhooks/twilio/inbound');
  await queued(mostWaiting + 1);
  letGo();
  await reached(held, mostAtOnce);
  expect(held.map(({ path }) => path)[0]).toBe('/api/webhooks/twilio/inbound');
  const done = Promise.all([...all, hook]);
  for (let turn = 0; turn < 5; turn += 1) {
    letGo();
    await vi.waitFor(() => expect(held.length > 0 || processMeters().active === 0).toBe(true), soon);
  }
  expect(new Set((await done).map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(processMeters().active).toBe(0);
  expect(foreign).toEqual([]);
});

test('who asks how we are is answered at once, and files of the build too', async () => {
  const { held, get, letGo } = await startHeld();
  const busy = Array.from({ length: mostAtOnce }, () => get('/dashboard'));
  await reached(held, mostAtOnce);
  const free = ['/api/live', '/api/health', '/api/metrics', '/_next/static/x.js'].map(get);
  await reached(held, mostAtOnce + 4);
  letGo();
  for (const answer of await Promise.all([...busy, ...free])) expect(answer.statusCode).toBe(200);
});

test('who waits too long is sent away, and who goes away makes room', async () => {
  const { held, get, letGo } = await startHeld();
  // One of them is cut off.
  const busy = Promise.allSettled(Array.from({ length: mostAtOnce }, () => get('/dashboard')));
  await reached(held, mostAtOnce);
  const late = get('/bookings');
  expect((await late).statusCode).toBe(503);
  for (const { response } of held.splice(0, 1)) response.destroy();
  const next = get('/customers');
  await reached(held, mostAtOnce);
  letGo();
  await busy;
  expect((await next).statusCode).toBe(200);
});

test('who is slow to send what they have to say holds up nobody', async () => {
  const { held, get, letGo, port } = await startHeld();
  const slow = Array.from({ length: mostAtOnce }, () => {
    const sent = ask({ port, path: '/login', method: 'POST', headers: { 'content-length': '100' } });
    sent.on('error', () => undefined);
    sent.write('a');
    return sent;
  });
  await reached(held, mostAtOnce);
  const next = get('/bookings');
  await reached(held, mostAtOnce + 1);
  letGo();
  expect((await next).statusCode).toBe(200);
  for (const sent of slow) sent.destroy();
});
