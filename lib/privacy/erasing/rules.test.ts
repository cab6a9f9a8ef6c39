import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTyped, mayErase, sayBlockers } from './rules';

describe('anonymising', () => {
  test.each([
    'nobody',
    'done',
    'hold',
    'open_bookings',
    'unpaid',
    'held_money',
    'running_case',
    'young_bill',
  ])('%s is refused with what to do about it', (code) => {
    const decision = mayErase([{ code, n: 2 }]);
    expect(decision).toMatchObject({
      ok: false,
      code: 'conflict',
      reason: expect.stringMatching(/^[A-Z0-9].{20,}\.$/),
    });
    expect(sayBlockers([{ code, n: 1 }])[0]).not.toMatch(/undefined|\bnone\b/);
  });
  test('nothing in the way is a yes', () => expect(mayErase([])).toEqual({ ok: true }));

  test('a name is typed as a person copies it, and no other name passes', () => {
    expect(isTyped('  ama   MENSAH ', 'Ama Mensah')).toBe(true);
    expect(isTyped('Ama', 'Ama Mensah')).toBe(false);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        const bare = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
        expect(isTyped(one, other)).toBe(bare(one) === bare(other));
      }),
    );
  });
});
