import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayDish, inOrderOfBeginning, toCook } from './production-rules';

const dish = (change: Partial<DayDish> = {}): DayDish => ({
  ...{
    bookingId: 'b1',
    event: 'Mensah wedding',
    startsAt: new Date('2026-12-12T14:00Z'),
    itemId: 'jollof',
    name: 'Jollof rice',
  },
  ...{ category: 'Mains', unit: 'guest', feeds: null, quantity: 75, notes: null, minutes: 90 },
  ...change,
});

test('a dish is summed over the events of a day, by what it is counted in, and begun for the first of them', () => {
  const [jollof] = toCook([
    dish(),
    dish({ bookingId: 'b2', startsAt: new Date('2026-12-12T11:00Z'), quantity: 40 }),
    dish({ bookingId: 'b3', unit: 'tray', feeds: 10, quantity: 3 }),
    dish({ bookingId: 'b4', unit: 'tray', feeds: 20, quantity: 1 }),
  ]);
  expect(jollof?.sums).toEqual([
    { unit: 'guest', feeds: null, quantity: 115 },
    { unit: 'tray', feeds: 10, quantity: 3 },
    { unit: 'tray', feeds: 20, quantity: 1 },
  ]);
  expect(jollof?.beginAt).toEqual(new Date('2026-12-12T09:30Z'));
});

test('what takes longer is begun before, also on the day before', () => {
  const order = inOrderOfBeginning([dish(), dish({ itemId: 'stew', name: 'Stew', minutes: 24 * 60 })]);
  expect(order.map(({ name, beginAt }) => [name, beginAt.toISOString()])).toEqual([
    ['Stew', '2026-12-11T14:00:00.000Z'],
    ['Jollof rice', '2026-12-12T12:30:00.000Z'],
  ]);
});

test('nothing is lost and nothing made up, in whatever order events come', () => {
  const one = fc.record({
    itemId: fc.constantFrom('a', 'b', 'c'),
    quantity: fc.integer({ min: 1, max: 500 }),
    unit: fc.constantFrom('guest' as const, 'item' as const),
  });
  const sum = (list: readonly { quantity: number }[]) =>
    list.reduce((all, { quantity }) => all + quantity, 0);
  fc.assert(
    fc.property(fc.array(one), (list) => {
      const given = list.map((each) => dish(each));
      const cooked = toCook(given);
      expect(sum(cooked.flatMap(({ sums }) => sums))).toBe(sum(given));
      const sums = (of: DayDish[]) =>
        toCook(of)
          .flatMap(({ itemId, sums: each }) => each.map((s) => `${itemId} ${s.unit} ${s.quantity}`))
          .sort();
      expect(sums([...given].reverse())).toEqual(sums(given));
    }),
  );
});
