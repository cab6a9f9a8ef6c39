import { once } from 'node:events';
import {
  request as ask,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliDecompressSync, createGunzip, gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { BuildFiles } from './build-files';
import { compressAnswer } from './compress-answer';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

async function listen(handler: Handler) {
  server = createServer((request, response) => void handler(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** An answer as it comes over the wire, not decoded. */
async function get(port: number, options: { method?: string; headers?: Record<string, string> } = {}) {
  const sent = ask({ port, path: '/', headers: { 'accept-encoding': 'gzip, deflate, br' }, ...options });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return { headers: answer.headers, status: answer.statusCode, body: Buffer.concat(parts), parts };
}

const answering = (answer: Handler): Promise<number> =>
  listen((request, response) => {
    compressAnswer(request, response);
    return answer(request, response);
  });

const long = 'A caterer’s words. '.repeat(500);
const html = (response: ServerResponse) => response.setHeader('content-type', 'text/html; charset=utf-8');

test('what is written in parts leaves together, compressed, and says how long it is', async () => {
  const port = await answering(async (_, response) => {
    html(response);
    response.flushHeaders();
    response.write(long.slice(0, 100));
    await new Promise((resolve) => setImmediate(resolve));
    response.write(Buffer.from(long.slice(100)));
    response.end('<p>The end</p>');
  });
  const { headers, body } = await get(port);
  expect(gunzipSync(body).toString()).toBe(`${long}<p>The end</p>`);
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  expect(headers['content-length']).toBe(String(body.length));
});

test('nobody waits for the rest longer than a few milliseconds', async () => {
  let goOn = () => {};
  const port = await answering(async (_, response) => {
    html(response);
    response.write('first');
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    response.write(' second');
    response.end(' third');
  });
  const sent = ask({ port, headers: { 'accept-encoding': 'gzip' } });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const text = answer.pipe(createGunzip());
  const [first] = await once(text, 'data');
  expect(String(first)).toBe('first');
  goOn();
  let rest = '';
  for await (const part of text) rest += part;
  expect(rest).toBe(' second third');
});

test('a long answer is compressed while it comes, no faster than it is taken', async () => {
  const chunk = Buffer.from(Array.from({ length: 64 * 1024 }, (_, at) => 48 + ((at * 7919) % 75)));
  let refused = 0;
  const port = await answering(async (_, response) => {
    response.setHeader('content-type', 'text/csv');
    for (let n = 0; n < 100; n += 1) {
      if (response.write(chunk)) continue;
      refused += 1;
      await once(response, 'drain');
    }
    response.end();
  });
  const { headers, body } = await get(port);
  expect(gunzipSync(body).equals(Buffer.concat(Array(100).fill(chunk)))).toBe(true);
  expect(headers['content-length']).toBeUndefined();
  expect(refused).toBeGreaterThan(10);
});

test.each<[string, Handler, { method?: string; headers?: Record<string, string> }]>([
  ['who takes none', (_, response) => response.end(long), { headers: {} }],
  ['who refuses it', (_, response) => response.end(long), { headers: { 'accept-encoding': 'br, gzip;q=0' } }],
  ['a short one', (_, response) => response.end('short'), {}],
  [
    'a picture',
    (_, response) => {
      response.setHeader('content-type', 'image/png');
      response.end(long);
    },
    {},
  ],
  [
    'a part',
    (_, response) => {
      response.statusCode = 206;
      response.end(long);
    },
    {},
  ],
  ['one whose head has left', (_, response) => response.writeHead(200).end(long), {}],
])('%s is sent as it is', async (_, answer, asked) => {
  const port = await answering((request, response) => {
    html(response);
    return answer(request, response);
  });
  const { headers, body } = await get(port, asked);
  expect(headers['content-encoding']).toBeUndefined();
  expect(['short', long]).toContain(body.toString());
});

test('events are told as they happen', async () => {
  const port = await answering(async (_, response) => {
    response.setHeader('content-type', 'text/event-stream');
    response.write('data: 1\n\n');
    await pause(30);
    response.end('data: 2\n\n');
  });
  const { headers, parts } = await get(port);
  expect(headers['content-encoding']).toBeUndefined();
  expect(parts.map(String)).toEqual(['data: 1\n\n', 'data: 2\n\n']);
});

test('an answer without a body stays one, and a head alone is as long as it would be', async () => {
  const port = await answering((request, response) => {
    html(response);
    if (request.method === 'HEAD') return response.end(long);
    response.statusCode = 204;
    return response.end();
  });
  expect(await get(port)).toMatchObject({ status: 204, body: Buffer.alloc(0) });
  const head = await get(port, { method: 'HEAD' });
  expect(head.headers['content-encoding']).toBeUndefined();
  expect(head.body).toHaveLength(0);
});

test('what other caches were told stays, and whoever asked hears that it is sent', async () => {
  const heard: string[] = [];
  const port = await answering((_, response) => {
    html(response);
    response.setHeader('vary', 'rsc');
    response.write(long, () => heard.push('written'));
    response.end('end', 'utf8', () => heard.push('sent'));
  });
  expect((await get(port)).headers.vary).toBe('rsc, Accept-Encoding');
  expect(heard).toEqual(['written', 'sent']);
});

test('somebody who leaves in the middle harms nobody', async () => {
  let closed = 0;
  const port = await answering(async (_, response) => {
    html(response);
    response.once('close', () => {
      closed += 1;
    });
    for (let n = 0; n < 50 && !response.destroyed; n += 1) {
      response.write(long);
      await pause(2);
    }
    response.end();
  });
  const sent = ask({ port, headers: { 'accept-encoding': 'gzip' } });
  sent.on('error', () => undefined);
  sent.end();
  await once(sent, 'response');
  sent.destroy();
  await expect.poll(() => closed, { timeout: 45_000 }).toBe(1);
  expect((await get(port)).status).toBe(200);
});

test('a file of the build is read and compressed once for each coding', async () => {
  const files = new BuildFiles();
  let read = 0;
  const port = await listen((request, response) =>
    files.answer(request, response, '/_next/static/chunks/a.js', () => {
      read += 1;
      response.setHeader('content-type', 'application/javascript; charset=UTF-8');
      response.setHeader('cache-control', 'public, max-age=31536000, immutable');
      response.setHeader('x-frame-options', 'DENY');
      if (request.headers['if-none-match']) return response.writeHead(304).end();
      response.write(long.slice(0, 5));
      return response.end(long.slice(5));
    }),
  );
  const first = await get(port);
  const second = await get(port);
  expect(read).toBe(1);
  expect(brotliDecompressSync(second.body).toString()).toBe(long);
  for (const name of [
    'content-encoding',
    'content-length',
    'content-type',
    'cache-control',
    'vary',
    'x-frame-options',
  ])
    expect(second.headers[name]).toBe(first.headers[name]);
  expect(second.headers['content-encoding']).toBe('br');

  const gzipped = { headers: { 'accept-encoding': 'gzip' } };
  await get(port, gzipped);
  expect(gunzipSync((await get(port, gzipped)).body).toString()).toBe(long);
  expect(read).toBe(2);

  expect((await get(port, { headers: {} })).body.toString()).toBe(long);
  expect((await get(port, { headers: { 'accept-encoding': 'br', 'if-none-match': '"x"' } })).status).toBe(
    304,
  );
  expect(read).toBe(4);
});
