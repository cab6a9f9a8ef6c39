import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { driftedDishes, followGuests, following, gathered, pinned } from './follow-guests';
import { type Heads, typedHeads } from './heads';
import type { LineValues } from './schema';

const all = (guests: number): Heads => ({ guests, children: 0, vendorMeals: 0 });

const anyLine: fc.Arbitrary<LineValues> = fc.record({
  thing: fc.record({ kind: fc.constantFrom('dish', 'service', 'package'), id: fc.constant(v7()) }),
  quantity: fc.integer({ min: 1, max: 1000 }).map(String),
  notes: fc.constant(''),
  follows: fc.boolean(),
});
const anyLines = fc.array(anyLine, { maxLength: 12 });
const anyGuests = fc.integer({ min: 1, max: 1000 });

const anyHeads = anyGuests.chain((guests) =>
  fc.record({
    guests: fc.constant(guests),
    children: fc.integer({ min: 0, max: guests }),
    vendorMeals: fc.integer({ min: 0, max: 50 }),
  }),
);

describe('for whom a line is', () => {
  test('adults and children are all guests, vendors are none, and each line has those it is for', () => {
    fc.assert(
      fc.property(anyHeads, (heads) => {
        const line = {
          thing: { kind: 'dish' as const, id: v7() },
          quantity: '1',
          notes: '',
          follows: true,
        } as const;
        const each = (['guests', 'adults', 'children', 'vendors'] as const).map((whom) => ({
          ...line,
          whom,
        }));
        const [guests, adults, children, vendors] = followGuests(each, heads).map(({ quantity }) =>
          Number(quantity),
        );
        expect((adults ?? 0) + (children ?? 0)).toBe(guests);
        expect([guests, children, vendors]).toEqual([heads.guests, heads.children, heads.vendorMeals]);
        expect(driftedDishes(followGuests(each, heads), heads)).toEqual([]);
      }),
    );
  });

  test('the final count is what is cooked for, once it is told', () => {
    expect(typedHeads({ guests: '100', guaranteedGuests: '90', children: '95' })).toEqual({
      ...{ guests: 90, children: 90, vendorMeals: 0 },
    });
    expect(typedHeads({ guests: '100', guaranteedGuests: '', vendorMeals: '4' })).toEqual({
      ...{ guests: 100, children: 0, vendorMeals: 4 },
    });
  });
});

describe('lines and guests', () => {
  test('after any row of changes following lines equal the guests and pinned ones are untouched', () => {
    fc.assert(
      fc.property(anyLines, fc.array(anyGuests, { minLength: 1 }), (lines, counts) => {
        const after = counts.reduce((held, guests) => followGuests(held, all(guests)), lines);
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
        const drifted = driftedDishes(lines, all(guests));
        const after = gathered(lines, all(guests));
        expect(driftedDishes(after, all(guests))).toEqual([]);
        after.forEach((line, index) => {
          if (!drifted.includes(index)) expect(line).toEqual(lines[index]);
        });
        const moved = followGuests(after, all(later));
        for (const index of drifted) expect(moved[index]?.quantity).toBe(String(later));
      }),
    );
  });

  test.each(['', 'abc', '12.5', '1e2', '0', '-4'])(
    'guests typed as “%s” change no line and offer nothing',
    (typed) => {
      fc.assert(
        fc.property(anyLines, (lines) => {
          const heads = typedHeads({ guests: typed });
          expect(followGuests(lines, heads)).toEqual(lines);
          expect(driftedDishes(lines, heads)).toEqual([]);
        }),
      );
    },
  );

  test('a quantity typed by hand is pinned, and can be told to follow again', () => {
    const line = {
      thing: { kind: 'dish' as const, id: v7() },
      quantity: '80',
      notes: '',
      follows: true,
    } as const;
    const typed = pinned(line, '60');
    expect(followGuests([typed], all(150))).toEqual([{ ...line, quantity: '60', follows: false }]);
    expect(following(typed, all(150))).toEqual({ ...line, quantity: '150' });
  });
});
