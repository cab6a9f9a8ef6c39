import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { UnsafeToStart } from './guard';
import { simulatorAccountSid, startSimulator } from './server';
import { feedbackTemplate, startTestSimulator, type TestSimulator, testToken } from './testing';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(options: Parameters<typeof startTestSimulator>[0] = {}): Promise<TestSimulator> {
  const simulator = await startTestSimulator(options);
  open.push(simulator);
  return simulator;
}

function rawStatus(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  { CATER_ENV: 'production', NODE_ENV: 'production' },
  { TWILIO_ACCOUNT_SID: `AC${'9'.repeat(32)}` },
])('refuses to start with %j', async (env) => {
  await expect(startSimulator({ authToken: testToken, env })).rejects.toThrow(UnsafeToStart);
});

test("starts beside the app's own variables when they name the simulator's account", async () => {
  await start({
    env: { TWILIO_ACCOUNT_SID: simulatorAccountSid, NODE_ENV: 'production', CATER_ENV: 'demo' },
  });
});

test('listens on the loopback address only', async () => {
  const simulator = await start();
  const port = new URL(simulator.url).port;
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal);
  expect(new URL(simulator.url).hostname).toBe('127.0.0.1');
  if (outside) await expect(fetch(`http://${outside.address}:${port}/control/state`)).rejects.toThrow();
});

test('refuses foreign host names and pages of other origins', async () => {
  const simulator = await start();
  const state = `${simulator.url}/control/state`;
  expect(await rawStatus(state, { host: 'evil.example' })).toBe(403);
  expect(await rawStatus(`${simulator.url}/control/reset`, { origin: 'https://evil.example' }, 'POST')).toBe(
    403,
  );
  expect(await rawStatus(state, { host: `localhost:${new URL(simulator.url).port}` })).toBe(200);
});

test('bad input is answered, never a crash', async () => {
  const simulator = await start();
  expect((await simulator.call('POST', '/control/inbound', '{"from":')).status).toBe(400);
  expect((await simulator.call('POST', '/control/inbound', '[1]')).status).toBe(400);
  expect((await simulator.control('POST', 'inbound', { from: { a: 1 }, body: 3 })).status).toBe(400);
  expect(
    (await simulator.call('POST', `${simulator.messagesPath}.json`, `Body=${'x'.repeat(200_000)}`)).status,
  ).toBe(413);
  expect((await simulator.call('POST', '/v1/Content', 'no json')).body).toMatchObject({ code: 20001 });
  expect((await simulator.call('GET', '/page/../server.ts')).status).toBe(404);
  expect((await simulator.call('GET', '/control/nothing')).status).toBe(404);
  expect((await simulator.control('GET', 'state')).status).toBe(200);
});

test('chats, templates and the skipped clock survive a restart when a file is given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  const dataPath = join(folder, 'chats', 'journal.jsonl');
  const first = await startTestSimulator({ dataPath });
  await first.control('POST', 'templates', feedbackTemplate);
  await first.control('POST', 'clock', { skipHours: 5 });
  await first.openSession('+233241234567');
  const { body } = await first.create({ To: 'whatsapp:+233241234567', Body: 'kept' });
  await first.idle();
  await first.close();

  const second = await start({ dataPath });
  expect((await second.call('GET', `${second.messagesPath}/${body.sid}.json`)).body).toMatchObject({
    body: 'kept',
    status: 'read',
  });
  expect((await second.control('GET', 'state')).body).toMatchObject({
    skippedMs: 5 * 3_600_000,
    templates: 1,
    messages: 2,
  });
  const after = await second.create({ To: 'whatsapp:+233241234567', Body: 'in session still' });
  await second.idle();
  expect((await second.messages()).at(-1)).toMatchObject({ sid: after.body.sid, status: 'read', seq: 3 });
  rmSync(folder, { recursive: true });
});

test('templates are created, submitted and approved through both APIs', async () => {
  const simulator = await start();
  const created = await simulator.call('POST', '/v1/Content', {
    friendly_name: 'thank_you',
    language: 'en',
    variables: { '1': 'Ama' },
    types: { 'twilio/text': { body: 'Thank you, {{1}}, from all of us.' } },
  });
  expect(created.status).toBe(201);
  const path = `/v1/Content/${created.body.sid}/ApprovalRequests`;
  expect((await simulator.call('GET', path)).body.whatsapp.status).toBe('unsubmitted');
  expect(
    (await simulator.call('POST', `${path}/whatsapp`, { name: 'Thank You', category: 'UTILITY' })).status,
  ).toBe(400);
  const submitted = await simulator.call('POST', `${path}/whatsapp`, {
    name: 'thank_you',
    category: 'UTILITY',
  });
  expect(submitted.body).toMatchObject({
    status: 'received',
    category: 'UTILITY',
    content_type: 'twilio/text',
  });
  await simulator.control('PATCH', 'templates', {
    sid: created.body.sid,
    status: 'approved',
    category: 'MARKETING',
  });
  expect((await simulator.call('GET', path)).body.whatsapp).toMatchObject({
    status: 'approved',
    category: 'MARKETING',
  });
  expect((await simulator.call('GET', '/v1/Content')).body).toMatchObject({
    meta: { key: 'contents' },
    contents: [{ friendly_name: 'thank_you' }],
  });
});

test('the connection test finds the account', async () => {
  const simulator = await start();
  const { body } = await simulator.call('GET', `/2010-04-01/Accounts/${simulatorAccountSid}.json`);
  expect(body).toMatchObject({ sid: simulatorAccountSid, status: 'active' });
});

test('serves the phone page with a policy that forbids foreign scripts', async () => {
  const simulator = await start();
  const page = await fetch(simulator.url);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self'/);
  const html = await page.text();
  const parts = [...html.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(parts.length).toBeGreaterThan(4);
  for (const part of parts) expect((await fetch(simulator.url + part)).status, part).toBe(200);
});

test('an open page hears of a new phone and its message', async () => {
  const simulator = await start();
  const stream = await fetch(`${simulator.url}/events`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await simulator.create({ To: 'whatsapp:+233241234567', Body: 'Hello there' });
  let heard = '';
  while (reader && !heard.includes('"status":"failed"')) heard += (await reader.read()).value ?? '';
  expect(heard).toContain('event: changes');
  expect(heard).toContain('"address":"+233241234567"');
  expect(heard).toContain('Hello there');
  await reader?.cancel();
});
