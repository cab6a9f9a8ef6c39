import { expect, test } from 'vitest';
import { falseAlarms } from './false-alarms';
import { ordinaryYear } from './ordinary-year';

test('ordinary work raises little: what a manager can still look at', () => {
  const year = ordinaryYear(1);
  const told = Object.fromEntries(falseAlarms(year).map(({ rule, perMonth }) => [rule, perMonth]));
  // A change of permissions is told each time, so it isn't judged here.
  const { permission_change: _, ...judged } = told;
  for (const [rule, perMonth] of Object.entries(judged)) expect([rule, perMonth <= 2]).toEqual([rule, true]);
  expect(Object.values(judged).reduce((sum, n) => sum + n, 0)).toBeLessThan(6);
  // The year is one: the same numbers each time.
  expect(falseAlarms(ordinaryYear(1))).toEqual(falseAlarms(year));
});

test('a theft in the same year isn’t lost in it', () => {
  const year = ordinaryYear(1, 30);
  const before = falseAlarms(year);
  const thief = { userId: 'person-7', hour: new Date('2025-01-20T15:00:00Z'), area: 'customers' };
  year.hours.push(
    { ...thief, deed: 'exported', n: 1, size: 3000 },
    { ...thief, deed: 'read', n: 90, size: 90 },
  );
  const raised = falseAlarms(year).flatMap(({ rule, raised: n }, at) =>
    n > (before[at]?.raised ?? 0) ? [rule] : [],
  );
  expect(raised).toEqual(['large_export', 'many_customers']);
});
