import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { readAs } from '@/db/session';
import { type Head, valuesOf } from './days';
import { insightsFilter, stretchOf } from './filter';
import { askHead } from './panels';
import { follow, look, sessionOf } from './testing/world';

let company: Awaited<ReturnType<typeof makeCompany>>;
beforeAll(async () => {
  company = await makeCompany({ timeZone: 'Pacific/Auckland' });
});

async function daysOf(query: string, now: string): Promise<Head | undefined> {
  const filter = insightsFilter.read(Object.fromEntries(new URLSearchParams(query)));
  const [[head]] = await readAs(company.staff, (tx) => [askHead(tx, valuesOf(filter, new Date(now)))]);
  return head;
}
const spell = (head: Head | undefined) =>
  head && `${head.from_day}..${head.to_day} ${head.before_from}..${head.before_to}`;

describe('a stretch and what it stands beside', () => {
  test.each([
    // What runs on: the same days of the month before, on the 31st its last day.
    ['', '2026-03-15T00:00Z', '2026-03-01..2026-03-15 2026-02-01..2026-02-15'],
    ['', '2026-03-30T20:00Z', '2026-03-01..2026-03-31 2026-02-01..2026-02-28'],
    ['', '2024-03-30T20:00Z', '2024-03-01..2024-03-31 2024-02-01..2024-02-29'],
    ['', '2026-02-28T00:00Z', '2026-02-01..2026-02-28 2026-01-01..2026-01-28'],
    ['', '2026-01-05T00:00Z', '2026-01-01..2026-01-05 2025-12-01..2025-12-05'],
    // The company's clock is a day ahead of UTC's on the evening of the 31st.
    ['', '2026-03-31T23:00Z', '2026-04-01..2026-04-01 2026-03-01..2026-03-01'],
    ['period=quarter', '2026-05-31T00:00Z', '2026-04-01..2026-05-31 2026-01-01..2026-02-28'],
    ['period=year', '2024-02-29T00:00Z', '2024-01-01..2024-02-29 2023-01-01..2023-02-28'],
    // Whole months beside whole months, however long they are.
    ['period=last-month', '2026-03-15T00:00Z', '2026-02-01..2026-02-28 2026-01-01..2026-01-31'],
    ['period=last-month&against=year', '2025-03-15T00:00Z', '2025-02-01..2025-02-28 2024-02-01..2024-02-29'],
    ['period=last-year', '2026-03-15T00:00Z', '2025-01-01..2025-12-31 2024-01-01..2024-12-31'],
    ['from=2026-04-01&to=2026-06-30', '2026-07-15T00:00Z', '2026-04-01..2026-06-30 2026-01-01..2026-03-31'],
    // Other days beside as many days.
    ['from=2026-03-02&to=2026-03-08', '2026-07-15T00:00Z', '2026-03-02..2026-03-08 2026-02-23..2026-03-01'],
    [
      'from=2024-02-29&to=2024-02-29&against=year',
      '2026-07-15T00:00Z',
      '2024-02-29..2024-02-29 2023-02-28..2023-02-28',
    ],
    ['period=30', '2026-03-15T00:00Z', '2026-02-14..2026-03-15 2026-01-15..2026-02-13'],
    // Named the wrong way round.
    ['from=2026-06-30&to=2026-04-01', '2026-03-15T00:00Z', '2026-04-01..2026-06-30 2026-01-01..2026-03-31'],
    // What can't be meant is the usual.
    ['from=2026-06-31&to=2026-07-01', '2026-03-15T00:00Z', '2026-03-01..2026-03-15 2026-02-01..2026-02-15'],
  ])('%s at %s', async (query, now, expected) => expect(spell(await daysOf(query, now))).toBe(expected));
});

test('of more than ten years the last ten are told, and it is known that there are more', () => {
  expect(stretchOf({ from: '1901-01-01', to: '2199-01-01' })).toMatchObject({
    ...{ period: 'days', from: '2189-01-01', to: '2199-01-01', cut: true },
  });
  expect(stretchOf({ from: '2189-01-01', to: '2199-01-01' })).toMatchObject({
    from: '2189-01-01',
    cut: false,
  });
});

test('the first day of a company has figures of nothing, and its first event is all there is', async () => {
  const young = await makeCompany();
  const session = await sessionOf(young.manager);
  const empty = await look(session);
  expect(empty.headlines.bookings).toMatchObject({ value: 0, before: 0 });
  expect(empty.headlines.satisfaction.estimate).toEqual({ value: null, n: 0 });
  expect(empty.months).toHaveLength(12);
  expect(empty.money?.year.billed.value).toBe(0);
  expect([empty.dishes, empty.types, empty.upcoming, empty.recent]).toEqual([[], [], [], []]);

  const startsAt = new Date(Date.now() + 3_600_000);
  await makeBooking(young.id, { status: 'confirmed', startsAt });
  const one = await look(session, 'period=365');
  expect(one.forecast?.total).toMatchObject({ bookings: 1 });
  expect(one.upcoming).toMatchObject([{ guests: 75, startsAt }]);
  expect(one.recent).toMatchObject([{ kind: 'booked' }]);
});

test('who is active and what is open as of a day stands beside the same of the day before that', async () => {
  const own = await makeCompany();
  const session = await sessionOf(own.manager);
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const day = (days: number) => ago(days).toISOString().slice(0, 10);
  // Active today alone, active a month ago alone, and not yet; what is agreed on the day it comes in was never open.
  for (const days of [20, 370, -5]) await makeBooking(own.id, { status: 'confirmed', startsAt: ago(days) });
  const agreed = { status: 'confirmed', confirmedAt: ago(10) } as const;
  const off = { status: 'cancelled', cancelledAt: ago(35), cancellationFee: 0 } as const;
  const { id } = await makeBooking(own.id, { ...agreed, createdAt: ago(40), startsAt: ago(-60) });
  await makeBooking(own.id, { ...off, createdAt: ago(60) });
  for (const days of [5, 50]) await makeBooking(own.id, { status: 'quoted', createdAt: ago(days) });

  const now = await look(session, 'period=30');
  expect(now.active).toMatchObject({ value: 1, before: 1 });
  expect(now.drafts).toMatchObject({ value: 2, before: 2 });
  expect((await follow(session, now.drafts.href)).count).toBe(2);
  const then = await look(session, `from=${day(59)}&to=${day(30)}`);
  expect([then.active.value, then.drafts.value]).toEqual([1, 2]);
  expect((await follow(session, then.drafts.href)).ids).toContain(id);
  expect((await follow(session, then.active.href)).count).toBe(1);
});
