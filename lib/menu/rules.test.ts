import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allergens, diets } from '@/db/enums';
import { allergensOf } from './allergens';
import { statesOf } from './form-values';
import {
  type Availability,
  availabilityPhrase,
  availableOn,
  dietProblem,
  marginOf,
  moved,
  startingQuantity,
  stateOf,
} from './rules';

const always: Availability = {
  active: true,
  availableFrom: null,
  availableTo: null,
  seasonFrom: null,
  seasonTo: null,
};
const dish = (given: Partial<Availability>) => ({ name: 'Mango salad', ...always, ...given });

describe('when a dish is offered', () => {
  test.each([
    ['always', {}, '2026-11-26', true],
    ['archived', { active: false }, '2026-11-26', false],
    ['on its first day', { availableFrom: '2026-12-01' }, '2026-12-01', true],
    ['the day before', { availableFrom: '2026-12-01' }, '2026-11-30', false],
    ['on its last day', { availableTo: '2026-12-24' }, '2026-12-24', true],
    ['the day after', { availableTo: '2026-12-24' }, '2026-12-25', false],
    ['in season', { seasonFrom: 4, seasonTo: 6 }, '2027-06-30', true],
    ['out of season', { seasonFrom: 4, seasonTo: 6 }, '2027-07-01', false],
    ['in a season over the new year', { seasonFrom: 11, seasonTo: 2 }, '2027-01-10', true],
    ['out of it', { seasonFrom: 11, seasonTo: 2 }, '2027-03-01', false],
    ['in a season of one month', { seasonFrom: 12, seasonTo: 12 }, '2027-12-31', true],
    [
      'in season and past its last day',
      { seasonFrom: 1, seasonTo: 12, availableTo: '2026-01-01' },
      '2026-05-01',
      false,
    ],
  ])('%s', (_, given, day, ok) => {
    expect(availableOn(dish(given), day).ok).toBe(ok);
  });

  test('says which days and when it is', () => {
    expect(availableOn(dish({ seasonFrom: 4, seasonTo: 6 }), '2026-11-26')).toMatchObject({
      reason:
        'Mango salad isn’t offered on 26 Nov 2026, only April to June. Choose another or move the event.',
    });
    expect(availabilityPhrase(dish({ availableFrom: '2026-12-01' }), 'en-GB')).toBe('from 1 Dec 2026');
    expect(availabilityPhrase(dish({}), 'en-GB')).toBeUndefined();
  });
});

const anyStates = fc.dictionary(
  fc.constantFrom(...allergens),
  fc.constantFrom('unknown', 'contains', 'may_contain', 'free'),
);

describe('allergens', () => {
  test('nothing said is unknown, never free', () => {
    const nothing = allergensOf({});
    for (const allergen of allergens) expect(stateOf(nothing, allergen)).toBe('unknown');
  });

  test('states become three lists and the same states again', () => {
    fc.assert(
      fc.property(anyStates, (states) => {
        const lists = allergensOf(states as never);
        const all = [...lists.contains, ...lists.mayContain, ...lists.freeFrom];
        expect(new Set(all).size).toBe(all.length);
        const back = statesOf(lists) as Record<string, string>;
        for (const allergen of allergens) expect(back[allergen]).toBe(states[allergen] ?? 'unknown');
      }),
    );
  });

  test.each([
    [['vegan'], { contains: ['milk'] }, /vegan and contains milk/],
    [['vegan'], { mayContain: ['milk'] }, undefined],
    [['nut_free'], { mayContain: ['peanuts'] }, /nut-free and may contain peanuts/],
    [['pescatarian', 'halal'], { contains: ['fish'] }, undefined],
    [['vegetarian'], { contains: ['crustaceans'] }, /vegetarian and contains crustaceans/],
  ])('%j with %j', (tags, given, problem) => {
    const found = dietProblem(
      tags as never,
      { contains: [], mayContain: [], freeFrom: [], ...given } as never,
    );
    if (problem) expect(found).toMatch(problem);
    else expect(found).toBeUndefined();
  });

  test('a dish that is free from everything may carry any diet', () => {
    expect(dietProblem(diets, { contains: [], mayContain: [], freeFrom: allergens })).toBeUndefined();
  });
});

const list = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });

describe('putting a list in order', () => {
  test('holds the same things, the moved one behind the other, the rest as they were', () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), (order, one, two) => {
        const id = order[one % order.length] as string;
        const after =
          two % (order.length + 1) === order.length ? null : (order[two % order.length] as string);
        const next = moved(order, id, after);
        if (id === after) {
          expect(next).toBeUndefined();
          return;
        }
        expect([...(next ?? [])].sort()).toEqual([...order].sort());
        const at = next?.indexOf(id) ?? -1;
        expect(next?.[at - 1] ?? null).toBe(after);
        expect(next?.filter((key) => key !== id)).toEqual(order.filter((key) => key !== id));
      }),
    );
  });

  test('knows no place beside what isn’t in the list', () => {
    expect(moved(['a', 'b'], 'a', 'gone')).toBeUndefined();
    expect(moved(['a', 'b'], 'gone', 'a')).toBeUndefined();
  });
});

describe('the quantity that a thing is added with', () => {
  test.each([
    ['a dish by the guest', { unit: 'guest', minimumOrder: 10 }, 75, { quantity: 75, follows: true }],
    ['fewer guests than its least', { unit: 'guest', minimumOrder: 10 }, 6, { quantity: 10, follows: false }],
    [
      'trays that feed everybody',
      { unit: 'tray', feeds: 10, minimumOrder: 1 },
      75,
      { quantity: 8, follows: true },
    ],
    ['a tent', { unit: 'flat', minimumOrder: 1 }, 75, { quantity: 1, follows: false }],
    ['waiters by the hour', { unit: 'hour', minimumOrder: 4 }, 75, { quantity: 4, follows: false }],
  ] as const)('%s', (_, thing, guests, expected) => {
    expect(startingQuantity(thing, guests)).toEqual(expected);
  });
});

test('the margin is what is left of the price', () => {
  expect(marginOf(2500, 1500)).toEqual({ amount: 1000, share: 0.4 });
});
