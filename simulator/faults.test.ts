import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Faults } from './faults';
import { feedbackTemplate, startTestSimulator, type TestSimulator } from './testing';

let simulator: TestSimulator;
const to = 'whatsapp:+233241234567';

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control('POST', 'reset', { templates: true });
  await simulator.control('POST', 'templates', feedbackTemplate);
});

const send = (event: string) =>
  simulator.create({
    To: to,
    ContentSid: feedbackTemplate.sid,
    ContentVariables: JSON.stringify({ '2': event }),
  });

function rollDice(seed: number, order: readonly string[]): string[] {
  const faults = new Faults();
  faults.reseed(seed);
  faults.add({ kind: 'http429', probability: 0.2 });
  return order.filter((number) => faults.strike('http429', number, 0)).sort();
}

test('the same seed hits the same chances of a number, whatever order the numbers come in', () => {
  const numbers = Array.from(
    { length: 500 },
    (_unused, index) => `+2332400${String(index % 100).padStart(4, '0')}`,
  );
  const hits = rollDice(7, numbers);
  expect(rollDice(7, [...numbers].reverse())).toEqual(hits);
  expect(rollDice(8, numbers)).not.toEqual(hits);
  expect(hits.length).toBeGreaterThan(60);
  expect(hits.length).toBeLessThan(140);
});

test('next N hits N times, and only the number it is for', () => {
  const faults = new Faults();
  faults.add({ kind: 'refuse', next: 2, to: '+233241234567' });
  const strike = (number: string) => faults.strike('refuse', number, 0) !== undefined;
  expect(['+233200000000', '+233241234567', '+233241234567', '+233241234567'].map(strike)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('dropAfterAccept: the caller sees a broken connection, the message is there and is delivered', async () => {
  await simulator.control('POST', 'faults', { kind: 'dropAfterAccept', next: 1 });
  await expect(send('the wedding')).rejects.toThrow();
  await simulator.idle();
  const found = await simulator.call('GET', `${simulator.messagesPath}.json?To=${encodeURIComponent(to)}`);
  expect(found.body.messages).toHaveLength(1);
  expect(found.body.messages[0]).toMatchObject({ status: 'read' });
  await send('the wedding');
  await simulator.idle();
  expect((await simulator.control('GET', 'counters')).body).toMatchObject({
    accepted: 2,
    duplicateCreates: 1,
    duplicateDeliveries: 1,
  });
});

test('http5xxAfterAccept accepts; http5xx, http429, syncError and refuse do not', async () => {
  await simulator.control('POST', 'faults', {
    faults: [
      { kind: 'refuse', next: 1 },
      { kind: 'http429', next: 1, params: { retryAfter: 7 } },
      { kind: 'http5xx', next: 1 },
      { kind: 'syncError', next: 1, params: { code: 63018, status: 400 } },
      { kind: 'http5xxAfterAccept', next: 1 },
    ],
  });
  await expect(send('a')).rejects.toThrow();
  const busy = await send('a');
  expect([busy.status, busy.body.code, busy.headers.get('retry-after')]).toEqual([429, 20429, '7']);
  expect((await send('a')).body).toMatchObject({ status: 503, code: 20500 });
  expect((await send('a')).body).toMatchObject({ status: 400, code: 63018 });
  expect(await simulator.messages()).toHaveLength(0);
  expect((await send('a')).status).toBe(502);
  expect(await simulator.messages()).toHaveLength(1);
});

test('slow answers late but accepts at once', async () => {
  await simulator.control('POST', 'faults', { kind: 'slow', next: 1, params: { delayMs: 150 } });
  const begun = Date.now();
  expect((await send('a')).status).toBe(201);
  expect(Date.now() - begun).toBeGreaterThanOrEqual(140);
});

test('faults are listed with their hits, logged and removed', async () => {
  const { body } = await simulator.control('POST', 'faults', { seed: 5, kind: 'http5xx', next: 1 });
  await send('a');
  const { body: listed } = await simulator.control('GET', 'faults');
  expect(listed).toMatchObject({ seed: 5, faults: [{ kind: 'http5xx', hits: 1 }], hits: { http5xx: 1 } });
  expect((await simulator.control('GET', 'faults/log')).body.log).toMatchObject([
    { kind: 'http5xx', to: '+233241234567' },
  ]);
  expect((await simulator.control('DELETE', `faults?id=${body.faults[0].id}`)).body).toEqual({ removed: 1 });
});

test.each([
  [{ kind: 'earthquake' }, /kind: must be one of/],
  [{ kind: 'slow', probability: 2 }, /probability: must be a number/],
  [{ kind: 'slow', to: '024' }, /neither a phone number/],
])('a fault like %j is refused by name', async (order, message) => {
  const { status, body } = await simulator.control('POST', 'faults', order);
  expect(status).toBe(400);
  expect(body.error).toMatch(message);
});
