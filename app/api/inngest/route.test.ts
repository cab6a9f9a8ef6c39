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

  test('the embedded runner does not start, on a server nor on a serverless host', async () => {
    vi.resetModules();
    const startEmbedded = vi.fn();
    vi.doMock('@/lib/inngest/embedded/start', () => ({ startEmbedded }));
    const { startAutomation } = await import('@/lib/inngest/start');
    await startAutomation(false);
    await startAutomation(true);
    expect(startEmbedded).not.toHaveBeenCalled();
    vi.doUnmock('@/lib/inngest/embedded/start');
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
