import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { originOf } from '@/lib/auth/origin';
import { currentContext } from './context';
import { processMeters } from './meters/process-meters';
import { readableAddress, receiveRequests } from './receive-requests';

let stop = () => {};
afterEach(() => stop());

test.each(['/bookings/%ED%A0%80', '/api/v1/bookings/%', '/f/%C3%28?x=1', '/%E0%A4%A', '/a%zz'])(
  '%s can’t be read: the page that isn’t there is asked for, before anybody reads it',
  (url) => {
    stop = receiveRequests();
    const request = { url, headers: {} as Record<string, string>, socket: { remoteAddress: '127.0.0.1' } };
    channel('http.server.request.start').publish({
      request,
      response: { setHeader: () => undefined, once: () => undefined },
    });
    expect(request.url).toBe(`/%EF%BF%BD${url.includes('?') ? '?x=1' : ''}`);
    expect(Object.values(request.headers)).not.toContain(url);
  },
);

test.each(['/', '/bookings?q=%ED%A0%80', '/customers/%C3%A9', '/bookings/%00', '/a%2Fb', ''])(
  '%s stays as it was asked',
  (url) => expect(readableAddress(url)).toBe(url),
);

test('a request has one id: for the log, for the audit trail, for who asked; and it is measured', async () => {
  stop = receiveRequests();
  const seen: unknown[] = [];
  const server = createServer(async (request, response) => {
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(currentContext(), originOf(new Headers(request.headers as Record<string, string>)).requestId);
    response.statusCode = 500;
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const before = { total: processMeters().requests.total(), errors: processMeters().errors };
  const ask = async () => {
    const { port } = server.address() as AddressInfo;
    const headers = { 'x-request-id': 'of-the-caller', connection: 'close' };
    return (await fetch(`http://127.0.0.1:${port}/x`, { headers })).headers.get('x-request-id');
  };
  const [first, second] = [await ask(), await ask()];
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).not.toBe(first);
  expect(seen).toEqual([{ requestId: first }, first, { requestId: second }, second]);
  await vi.waitFor(
    () =>
      expect([processMeters().requests.total(), processMeters().errors]).toEqual([
        before.total + 2,
        before.errors + 2,
      ]),
    45_000,
  );
  server.close();
});
