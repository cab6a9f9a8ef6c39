import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetEnv } from '@/lib/platform/env';
import { fetchAccount, sendMessage } from './client';

let server: Server;
let answer = { status: 400, body: '' };
const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token' };
const before = process.env.TWILIO_API_BASE;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () =>
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.TWILIO_API_BASE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  forgetEnv();
});
afterAll(async () => {
  if (before === undefined) delete process.env.TWILIO_API_BASE;
  else process.env.TWILIO_API_BASE = before;
  forgetEnv();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const send = () => sendMessage(account, { to: 'whatsapp:+233241234567', from: 'whatsapp:+1', body: 'x' });

test.each([
  ['{}', 400, 400],
  ['{"code":21211}', 400, 21211],
  ['{"code":"21211"}', 400, 21211],
  ['{"message":null,"code":null}', 404, 404],
  ['{"message":{"a":1},"code":1e40}', 400, 400],
  ['null', 400, 400],
  ['[]', 403, 403],
  ['5', 400, 400],
  ['"text"', 400, 400],
  ['', 400, 400],
  ['<html>', 429, 20429],
  ['{}', 429, 20429],
  ['{}', 401, 20003],
])('an error answer %j with %i is a refusal, not a fault of ours', async (body, status, code) => {
  answer = { status, body };
  expect(await send()).toMatchObject({ outcome: 'refused', code, message: expect.stringMatching(/./) });
  await expect(fetchAccount(account)).rejects.toMatchObject({ name: 'ProviderError', code });
});

test.each(['{}', '', 'null', '[]'])('a gateway’s 502 with %j leaves the outcome unknown', async (body) => {
  answer = { status: 502, body };
  expect(await send()).toMatchObject({ outcome: 'unknown' });
});
