import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const sent: string[] = [];
const keepFolded = vi.fn();
let ready: Promise<void>;

beforeEach(() => {
  sent.length = 0;
  keepFolded.mockClear();
  vi.doMock('@/lib/stats/keep-folded', () => ({ keepFolded }));
  vi.resetModules();
  vi.doMock('@/db/guard', () => ({ refuseUnsafeRole: vi.fn(), UnsafeDatabaseRole: class extends Error {} }));
  vi.doMock('@/lib/inngest/start', () => ({ startAutomation: vi.fn(async () => ({ ready })) }));
  vi.doMock('@/lib/inngest/send-events', () => ({
    sendEvents: vi.fn(async (events: { name: string }[]) => sent.push(...events.map(({ name }) => name))),
  }));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.doUnmock('@/db/guard');
  vi.doUnmock('@/lib/inngest/start');
  vi.doUnmock('@/lib/inngest/send-events');
  vi.doUnmock('@/lib/stats/keep-folded');
});

const sweeps = ['feedback/sweep.requested', 'whatsapp/sweep.requested'];

test.each([
  ['the embedded runner', {}],
  ['a server', { INNGEST_SIGNING_KEY: `signkey-test-${'0f'.repeat(32)}` }],
  ['a serverless host', { INNGEST_SIGNING_KEY: `signkey-test-${'0f'.repeat(32)}`, VERCEL: '1' }],
])('what fell due meanwhile is looked for at every start with %s', async (_name, env) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  ready = Promise.resolve();
  await (await import('./boot')).boot();
  await vi.waitFor(() => expect(sent.toSorted()).toEqual(sweeps), 45_000);
  // Nothing runs on a serverless host between two requests.
  expect(keepFolded).toHaveBeenCalledTimes('VERCEL' in env ? 0 : 1);
});

test('and not before the server knows the functions, while the pages are served already', async () => {
  let answer: () => void = () => undefined;
  ready = new Promise((resolve) => {
    answer = resolve;
  });
  vi.stubEnv('INNGEST_SIGNING_KEY', `signkey-test-${'0f'.repeat(32)}`);
  await (await import('./boot')).boot();
  expect(sent).toEqual([]);
  answer();
  await vi.waitFor(() => expect(sent).toHaveLength(2), 45_000);
});

test('an Inngest server without PUBLIC_URL is a start that ends with one line', async () => {
  vi.stubEnv('INNGEST_SIGNING_KEY', `signkey-test-${'0f'.repeat(32)}`);
  vi.stubEnv('PUBLIC_URL', '');
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  await expect((await import('./boot')).boot()).rejects.toThrow('exit 78');
  exit.mockRestore();
});
