import { describe, expect, test, vi } from 'vitest';

let atOnce = 0;
let most = 0;
vi.mock('@node-rs/argon2', () => {
  const work = async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce -= 1;
    return true;
  };
  return { hash: () => work().then(() => 'hash'), verify: work };
});

const { checkPassword, TooBusy } = await import('./password');

describe('guesses can’t buy unlimited work', () => {
  test('few are hashed at once, some wait, the rest is told to come back, and then it goes on', async () => {
    const all = await Promise.allSettled(Array.from({ length: 500 }, () => checkPassword('hash', 'x')));
    expect(most).toBeLessThanOrEqual(3);
    const refused = all.filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThan(400);
    expect(refused.every((one) => one.reason instanceof TooBusy)).toBe(true);
    await expect(checkPassword('hash', 'x')).resolves.toBe(true);
    await expect(checkPassword(null, 'x')).resolves.toBe(false);
  });
});
