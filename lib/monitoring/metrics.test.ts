import { afterEach, expect, test } from 'vitest';
import { forgetEnv } from '@/lib/platform/env';
import { processMeters } from '@/lib/platform/meters/process-meters';
import { Routes } from '@/lib/platform/meters/routes';
import { answerMetrics } from './metrics';

const token = 'a-token-for-prometheus';
const set = (given: string | undefined) => {
  if (given === undefined) delete process.env.METRICS_TOKEN;
  else process.env.METRICS_TOKEN = given;
  forgetEnv();
};
afterEach(() => set(undefined));

const asked = (authorization?: string) =>
  answerMetrics(
    new Request('http://localhost/api/metrics', authorization ? { headers: { authorization } } : undefined),
  );

test('without a token set there is nothing, whoever asks', () => {
  for (const given of [undefined, 'Bearer ', `Bearer ${token}`, 'Bearer undefined'])
    expect(asked(given).status).toBe(404);
});

test('a wrong token is refused', async () => {
  set(token);
  for (const given of [undefined, token, `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`]) {
    const answer = asked(given);
    expect([answer.status, (await answer.text()).includes('cater_')]).toEqual([401, false]);
  }
});

test('who has it gets text that Prometheus reads', async () => {
  set(token);
  const meters = processMeters();
  meters.routes = new Routes({
    staticRoutes: [],
    dynamicRoutes: [{ page: '/q/[token]', regex: '^/q/([^/]+?)(?:/)?$' }],
  });
  const meter = meters.routes.meterOf('/q/the-secret-of-a-customer', 'read');
  for (const ms of [3, 30, 300, 70_000]) meter.times.add(ms);
  meter.errors = 2;
  const answer = asked(`Bearer ${token}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('version=0.0.4');
  const text = await answer.text();
  expect(text).not.toContain('secret');
  const bucket = (le: string) =>
    `cater_http_request_duration_seconds_bucket{route="/q/[token]",kind="read",le="${le}"}`;
  for (const [le, count] of [
    ['0.005', 1],
    ['0.05', 2],
    ['0.5', 3],
    ['10', 3],
    ['+Inf', 4],
  ])
    expect(text).toContain(`${bucket(String(le))} ${count}\n`);
  expect(text).toContain('cater_http_errors_total{route="/q/[token]",kind="read"} 2\n');
  // Every line is a comment or a sample, every sample belongs to a family that was named before, each named once.
  const families = new Set<string>();
  for (const line of text.trimEnd().split('\n')) {
    const [, type] = /^# TYPE (\w+) (?:counter|gauge|histogram)$/.exec(line) ?? [];
    if (type) {
      expect(families.has(type)).toBe(false);
      families.add(type);
      continue;
    }
    if (line.startsWith('# HELP ')) continue;
    const [, name] = /^(\w+)(?:\{(?:\w+="[^"\\\n]*",?)+\})? -?\d+(?:\.\d+)?(?:e-?\d+)?$/.exec(line) ?? [];
    expect([line, name && families.has(name.replace(/_(bucket|sum|count)$/, ''))]).toEqual([line, true]);
  }
});
