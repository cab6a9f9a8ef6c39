import { afterEach, describe, expect, test, vi } from 'vitest';
import { forgetEnv } from '@/lib/platform/env';
import { originOf } from './origin';

afterEach(() => {
  vi.unstubAllEnvs();
  forgetEnv();
});

function behind(proxies: string, headers: Record<string, string>) {
  vi.stubEnv('TRUSTED_PROXIES', proxies);
  forgetEnv();
  return originOf(new Headers(headers));
}

describe('what a caller says of itself', () => {
  const claim = 'a-request-id-of-the-caller';

  test('is not believed where no proxy stands in front', () => {
    const origin = behind('0', { 'x-request-id': claim, 'x-forwarded-for': '6.6.6.6' });
    expect(origin.requestId).not.toBe(claim);
    expect(origin.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(origin.ip).toBe('unknown');
  });

  test('is taken from a proxy, which writes it, in a form that a log can hold', () => {
    expect(behind('1', { 'x-request-id': claim }).requestId).toBe(claim);
    for (const odd of ['short', 'x'.repeat(65), 'two words in it', 'a"quote"d-id'])
      expect(behind('1', { 'x-request-id': odd }).requestId).not.toBe(odd);
  });
});
