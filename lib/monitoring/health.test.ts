import { afterEach, describe, expect, test } from 'vitest';
import { writeOwnHeaders } from '@/lib/platform/caller';
import { forgetEnv } from '@/lib/platform/env';
import { maySeeDetails, recentHealth } from './health';

const set = (given: Record<string, string>) => {
  Object.assign(process.env, given);
  forgetEnv();
};
const asked = (peer: string, headers: Record<string, string> = {}) => {
  writeOwnHeaders({
    peer: 'x-test-peer',
    request: 'x-test-request',
    address: 'x-test-address',
    timed: 'x-own-timed',
    framed: 'x-own-framed',
  });
  return maySeeDetails(new Headers({ 'x-test-peer': peer, ...headers }));
};

afterEach(() => {
  delete process.env.TRUSTED_PROXIES;
  delete process.env.HEALTH_TOKEN;
  forgetEnv();
  writeOwnHeaders(undefined);
});

describe('a stranger learns whether it works and no more', () => {
  test('this machine sees the details, nobody else', () => {
    for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(asked(own)).toBe(true);
    expect(asked('::ffff:127.0.0.1', { 'x-forwarded-for': '::ffff:127.0.0.1' })).toBe(true);
    for (const other of ['10.0.0.1', '203.0.113.9', '', '127.0.0.1.evil.test'])
      expect(asked(other)).toBe(false);
    expect(asked('203.0.113.9', { 'x-forwarded-for': '127.0.0.1' })).toBe(false);
  });

  test('a proxy on this machine doesn’t make its callers this machine', () => {
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.9' },
      { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' },
      { 'x-real-ip': '203.0.113.9' },
      { forwarded: 'for=203.0.113.9' },
    ])
      expect(asked('127.0.0.1', headers as unknown as Record<string, string>)).toBe(false);
    set({ TRUSTED_PROXIES: '1' });
    expect(asked('127.0.0.1')).toBe(false);
    expect(asked('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).toBe(false);
  });

  test('the token opens it from anywhere, a wrong one from nowhere', () => {
    set({ HEALTH_TOKEN: 'token-of-the-monitoring', TRUSTED_PROXIES: '1' });
    expect(asked('203.0.113.9', { authorization: 'Bearer token-of-the-monitoring' })).toBe(true);
    for (const authorization of [
      'Bearer token-of-the-monitorinG',
      'Bearer ',
      'token-of-the-monitoring',
      'Bearer null',
    ])
      expect(asked('127.0.0.1', { authorization })).toBe(false);
  });
});

test('however many ask within a second, it is looked at once', async () => {
  const first = recentHealth();
  expect(recentHealth()).toBe(first);
  await first;
  expect(recentHealth()).toBe(first);
});
