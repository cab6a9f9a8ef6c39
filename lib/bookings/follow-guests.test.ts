import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { driftedDishes, followGuests, following, gathered, pinned } from './follow-guests';
import type { LineValues } from './schema';

const anyLine: fc.Arbitrary<LineValues> = fc.record({
  kind: fc.constantFrom('menu' as const, 'service' as const),
  thingId: fc.constant(v7()),
  quantity: fc.integer({ min: 1, max: 1000 }).map(String),
  notes: fc.constant(''),
  follows: fc.boolean(),
});
const anyLines = fc.array(anyLine, { maxLength: 12 });
const anyGuests = fc.integer({ min: 1, max: 1000 });

describe('lines and guests', () => {
  test('after any row of changes following lines equal the guests and pinned ones are untouched', () => {
    fc.assert(
      fc.property(anyLines, fc.array(anyGuests, { minLength: 1 }), (lines, counts) => {
        const after = counts.reduce((held, guests) => followGuests(held, String(guests)), lines);
        after.forEach((line, index) => {
          const expected = line.follows ? String(counts.at(-1)) : lines[index]?.quantity;
          expect(line).toEqual({ ...lines[index], quantity: expected });
        });
      }),
    );
  });

  test('the one tap leaves no dish behind, touches no service, and what it set follows from then on', () => {
    fc.assert(
      fc.property(anyLines, anyGuests, anyGuests, (lines, guests, later) => {
        const drifted = driftedDishes(lines, String(guests));
        const after = gathered(lines, String(guests));
        expect(driftedDishes(after, String(guests))).toEqual([]);
        after.forEach((line, index) => {
          if (!drifted.includes(index)) expect(line).toEqual(lines[index]);
        });
        const moved = followGuests(after, String(later));
        for (const index of drifted) expect(moved[index]?.quantity).toBe(String(later));
      }),
    );
  });

  test.each(['', 'abc', '12.5', '1e2', '0', '-4'])(
    'guests typed as “%s” change no line and offer nothing',
    (typed) => {
      fc.assert(
        fc.property(anyLines, (lines) => {
          expect(followGuests(lines, typed)).toEqual(lines);
          expect(driftedDishes(lines, typed)).toEqual([]);
        }),
      );
    },
  );

  test('a quantity typed by hand is pinned, and can be told to follow again', () => {
    const line = { kind: 'menu', thingId: v7(), quantity: '80', notes: '', follows: true } as const;
    const typed = pinned(line, '60');
    expect(followGuests([typed], '150')).toEqual([{ ...line, quantity: '60', follows: false }]);
    expect(following(typed, '150')).toEqual({ ...line, quantity: '150' });
  });
});
