import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const address = 'http://localhost/api/inngest?fnId=cater-send-message&stepId=step';
const context = { params: Promise.resolve({}) };
const body = JSON.stringify({ version: 2, event: {}, events: [{}], steps: {}, ctx: { run_id: 'x' } });

/** The route as a process with the present environment loads it. */
async function callRoute(method: 'GET' | 'POST' | 'PUT', headers: Record<string, string> = {}) {
  vi.resetModules();
  const { NextRequest } = await import('next/server');
  const route = await import('./route');
  return route[method](
    new NextRequest(address, { method, headers, ...(method === 'GET' ? {} : { body }) }),
    context,
  );
}

afterEach(() => vi.unstubAllEnvs());

test('answers nobody from outside while the runner is embedded', async () => {
  for (const method of ['GET', 'POST', 'PUT'] as const) expect((await callRoute(method)).status).toBe(404);
});

describe('with an Inngest server', () => {
  beforeEach(() => {
    vi.stubEnv('INNGEST_SIGNING_KEY', `signkey-test-${'0f'.repeat(32)}`);
    vi.stubEnv('INNGEST_EVENT_KEY', 'event-key');
  });

  test('an unsigned or wrongly signed call runs nothing and tells nothing', async () => {
    const forged = { 'x-inngest-signature': `t=${Math.floor(Date.now() / 1000)}&s=${'ab'.repeat(32)}` };
    expect((await callRoute('POST')).status).toBe(401);
    expect((await callRoute('POST', forged)).status).toBe(401);
    const introspection = await callRoute('GET');
    expect(introspection.status).toBe(401);
    expect(await introspection.text()).not.toContain('0f0f0f');
  });

  test('nobody’s request registers an address, whatever Host it names and however it asks', async () => {
    const calls = vi.spyOn(globalThis, 'fetch');
    for (const kind of [undefined, 'in_band', 'out_of_band']) {
      const answer = await callRoute('PUT', {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        ...(kind ? { 'x-inngest-sync-kind': kind } : {}),
      });
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain('evil.example');
    }
    expect(calls).not.toHaveBeenCalled();
    calls.mockRestore();
  });

  test('the app registers itself at PUBLIC_URL, and goes on until the server answers', async () => {
    vi.stubEnv('PUBLIC_URL', 'https://cater.example/');
    vi.resetModules();
    const { inngest } = await import('@/lib/inngest/client');
    const { functions } = await import('@/lib/inngest/registry');
    const { registerApp } = await import('@/lib/inngest/register-app');
    const told: { url: string; functions: { steps: { step: { runtime: { url: string } } } }[] }[] = [];
    const calls = vi.spyOn(globalThis, 'fetch').mockImplementation(async (_input, init) => {
      if (calls.mock.calls.length === 1) throw new TypeError('fetch failed');
      if (calls.mock.calls.length === 2) return new Response('bad gateway', { status: 502 });
      told.push(JSON.parse(String(init?.body)));
      return Response.json({ status: 200, modified: true });
    });
    const waited: number[] = [];
    await registerApp(inngest, functions, async (ms) => waited.push(ms));
    expect(waited).toEqual([1_000, 2_000]);
    expect(told).toHaveLength(1);
    expect(told[0]?.url).toBe('https://cater.example/api/inngest');
    for (const one of told[0]?.functions ?? [])
      expect(one.steps.step.runtime.url).toMatch(/^https:\/\/cater\.example\/api\/inngest\?/);
    calls.mockRestore();
  });

  test('the embedded runner does not start, on a server nor on a serverless host', async () => {
    vi.resetModules();
    const registerApp = vi.fn(async () => undefined);
    vi.doMock('@/lib/inngest/register-app', () => ({ registerApp }));
    const startEmbedded = vi.fn();
    vi.doMock('@/lib/inngest/embedded/start', () => ({ startEmbedded }));
    const { startAutomation } = await import('@/lib/inngest/start');
    await startAutomation(false);
    await startAutomation(true);
    expect(startEmbedded).not.toHaveBeenCalled();
    expect(registerApp).toHaveBeenCalledOnce();
    vi.doUnmock('@/lib/inngest/embedded/start');
    vi.doUnmock('@/lib/inngest/register-app');
  });
});

test('a serverless host without a server starts nothing; any other host starts the embedded runner', async () => {
  vi.resetModules();
  const startEmbedded = vi.fn();
  vi.doMock('@/lib/inngest/embedded/start', () => ({ startEmbedded }));
  const { startAutomation } = await import('@/lib/inngest/start');
  await startAutomation(true);
  expect(startEmbedded).not.toHaveBeenCalled();
  await startAutomation(false);
  expect(startEmbedded).toHaveBeenCalledOnce();
  vi.doUnmock('@/lib/inngest/embedded/start');
});
