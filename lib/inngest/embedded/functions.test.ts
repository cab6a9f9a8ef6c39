import { describe, expect, it } from 'vitest';
import { defineFunction } from './functions';

const named = (options: object) => ({ id: 'cater-job', triggers: [{ event: 'x/y' }], ...options });

describe('defineFunction', () => {
  it.each([
    ['batchEvents', { batchEvents: { maxSize: 10, timeout: '5s' } }],
    ['debounce', { debounce: { period: '5s' } }],
    ['rateLimit', { rateLimit: { limit: 1, period: '5s' } }],
    ['singleton', { singleton: { mode: 'skip' } }],
    ['priority', { priority: { run: '1' } }],
    ['timeouts', { timeouts: { finish: '5s' } }],
    ['event.data.x.size()', { idempotency: 'event.data.x.size()' }],
    ['x/*', { triggers: [{ event: 'x/*' }] }],
    ['whenever', { triggers: [{ cron: 'whenever' }] }],
    ['concurrency', { concurrency: [1, 2, 3] }],
  ])('refuses %s and names the function', (what, options) => {
    expect(() => defineFunction(named(options))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/"cater-job"/) }),
    );
    expect(() => defineFunction(named(options))).toThrow(what === 'whenever' ? /./ : what);
  });

  it('takes the server default of five attempts', () => {
    expect(defineFunction(named({})).maxAttempts).toBe(5);
    expect(defineFunction(named({ steps: { step: { retries: { attempts: 0 } } } })).maxAttempts).toBe(1);
  });
});
