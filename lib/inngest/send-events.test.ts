import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

/** An engine that takes connections and never answers. */
const hanging = createServer(() => undefined);

beforeAll(async () => {
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  hanging.closeAllConnections();
  await new Promise((resolve) => hanging.close(resolve));
});
afterEach(() => vi.unstubAllEnvs());

async function sendTo(baseUrl: string) {
  vi.stubEnv('INNGEST_SIGNING_KEY', `signkey-test-${'0f'.repeat(32)}`);
  vi.stubEnv('INNGEST_EVENT_KEY', 'event-key');
  vi.stubEnv('INNGEST_BASE_URL', baseUrl);
  vi.resetModules();
  const { sendEvents } = await import('./send-events');
  const started = performance.now();
  await sendEvents({ name: 'test/happened', data: {} });
  return performance.now() - started;
}

test('an engine that hangs holds nobody for longer than two seconds', async () => {
  // What is more is the machine's: one that hangs would never answer.
  expect(await sendTo(`http://127.0.0.1:${(hanging.address() as AddressInfo).port}`)).toBeLessThan(10_000);
});

test('an engine that isn’t there is no fault of whoever tells it something', async () => {
  expect(await sendTo('http://127.0.0.1:9')).toBeLessThan(10_000);
});
