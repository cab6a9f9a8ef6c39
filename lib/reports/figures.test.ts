import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { feedback } from '@/db/schema/feedback';
import { actAs } from '@/db/session';
import { meanInterval } from '@/lib/stats/interval-rules';
import { reportScreens } from './screens';
import { columnSum, days, figureOf, readReport, tableOf } from './testing/report';

const statuses = ['enquiry', 'quoted', 'confirmed', 'in_progress', 'completed', 'cancelled'] as const;
const types = ['wedding', 'church', 'corporate'] as const;
const hour = 3_600_000;

type Sums = {
  events: number;
  guests: number;
  value: number;
  covers: number;
  answers: number;
  deviation: number | null;
  rated: number;
};

/** What the rows themselves say of agreed events between two days of the company. */
async function ofRows(company: TestCompany, since: string, until: string): Promise<Sums> {
  const [row] = await actAs(company.system, (tx) =>
    tx.execute<Sums>(sql`select count(*)::int as events, coalesce(sum(guests), 0)::float8 as guests, coalesce(sum(total), 0)::float8 as value,
      coalesce(sum((select sum(l.quantity) from booking_lines l where l.booking_id = b.id and l.kind = 'menu')), 0)::float8 as covers,
      (select count(*)::int from feedback f where (f.given_at at time zone c.time_zone)::date between ${since}::date and ${until}::date) as answers,
      (select count(f.rating)::int from feedback f where (f.given_at at time zone c.time_zone)::date between ${since}::date and ${until}::date) as rated,
      stddev_samp(total)::float8 as deviation
    from companies c left join bookings b on b.company_id = c.id and b.status in ('confirmed', 'in_progress', 'completed')
      and (b.starts_at at time zone c.time_zone)::date between ${since}::date and ${until}::date where c.id = ${company.id} group by c.time_zone`),
  );
  if (!row) throw new Error('no company');
  // An outer join counts its one empty row.
  return { ...row, events: row.value === 0 ? 0 : row.events };
}

/** Events about the turn of February, every few hours, so that days, months and summer time are met. */
async function fill(company: TestCompany, seed: number): Promise<string[]> {
  const customers = [await makeCustomer(company.id), await makeCustomer(company.id)];
  for (let at = 0; at < 14; at += 1) {
    const pick = (seed * 31 + at * 17) % 97;
    const startsAt = new Date(Date.UTC(2028, 1, 27, 20, 30) + (pick % 24) * 23 * hour);
    const status = statuses[pick % 6] ?? 'enquiry';
    const booking = await makeBooking(company.id, {
      ...{ startsAt, status, customerId: customers[at % 2]?.id ?? '', eventType: types[pick % 3] },
      ...{ guests: 20 + pick * 5, quantity: 10 + pick },
    });
    if (status === 'completed')
      await actAs(company.system, (tx) =>
        tx.insert(feedback).values({
          ...{ companyId: company.id, bookingId: booking.id, customerId: booking.customerId },
          ...{ id: v7(), rating: 1 + (pick % 5), food: 1 + (at % 5), source: 'portal' as const },
          ...{ wouldRecommend: pick % 2 === 0, givenAt: new Date(startsAt.getTime() + 20 * hour) },
        }),
      );
  }
  return customers.map(({ id }) => id);
}

describe('every figure is the sum of its rows', () => {
  const zones = ['Africa/Accra', 'Pacific/Kiritimati', 'America/New_York', 'America/Havana'];
  const companies: { company: TestCompany; customers: string[] }[] = [];
  beforeAll(async () => {
    for (const [seed, timeZone] of zones.entries()) {
      const company = await makeCompany({ timeZone });
      companies.push({ company, customers: await fill(company, seed + 3) });
    }
  }, 60_000);

  const first = fc.integer({ min: 0, max: 24 }).map((n) => new Date(Date.UTC(2028, 1, 26) + n * 24 * hour));

  test('whatever the days, the zone and who asks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(zones.length - 1), first, fc.nat(45), async (which, from, length) => {
        const { company, customers } = companies[which] ?? { company: undefined, customers: [] };
        if (!company) return;
        const since = from.toISOString().slice(0, 10);
        const until = new Date(from.getTime() + length * 24 * hour).toISOString().slice(0, 10);
        const rows = await ofRows(company, since, until);
        const asked = days(since, until);
        const report = await readReport(company.staff, 'bookings', asked);
        expect(figureOf(report, 'Agreed events')).toBe(rows.events);
        expect(figureOf(report, 'Guests')).toBe(rows.guests);
        expect(figureOf(report, 'Value')).toBe(rows.value);
        for (const table of ['by-time', 'by-type', 'by-guests', 'by-venue', 'by-customer']) {
          expect(columnSum(report, table, 'Events')).toBe(rows.events);
          expect(columnSum(report, table, 'Value')).toBe(rows.value);
        }
        const mean = report.figures.find(({ label }) => label === 'Value of an event');
        const expected = meanInterval({
          n: rows.events,
          mean: rows.value / rows.events,
          deviation: rows.deviation ?? 0,
        });
        expect(mean?.interval?.[0]).toEqual(
          expected ? expect.closeTo(Math.max(0, expected[0]), 3) : undefined,
        );

        // By customer it is asked of the bookings themselves.
        const parts = [];
        for (const customer of customers)
          parts.push(await readReport(company.staff, 'bookings', { ...asked, customer }));
        expect(parts.reduce((sum, part) => sum + (figureOf(part, 'Value') ?? 0), 0)).toBe(rows.value);

        const menu = await readReport(company.staff, 'menu', asked);
        expect(figureOf(menu, 'Covers')).toBe(rows.covers);
        expect(columnSum(menu, 'categories', 'Covers')).toBe(rows.covers);
        const eaten = [];
        for (const type of types) eaten.push(await readReport(company.staff, 'menu', { ...asked, type }));
        expect(eaten.reduce((sum, part) => sum + (figureOf(part, 'Covers') ?? 0), 0)).toBe(rows.covers);

        const said = await readReport(company.staff, 'feedback', asked);
        expect(figureOf(said, 'Answers')).toBe(rows.answers);
        expect(columnSum(said, 'stars', 'Answers')).toBe(rows.answers);
        expect(columnSum(said, 'by-type', 'Ratings')).toBe(rows.rated);
        const trends = await readReport(company.staff, 'satisfaction', asked);
        expect(columnSum(trends, 'trend', 'Answers')).toBe(rows.answers);
        const quality = await readReport(company.staff, 'quality', asked);
        expect(columnSum(quality, 'weekdays', 'Ratings')).toBe(rows.rated);
        const own = [];
        for (const customer of customers)
          own.push(await readReport(company.staff, 'feedback', { ...asked, customer }));
        expect(own.reduce((sum, part) => sum + (figureOf(part, 'Answers') ?? 0), 0)).toBe(rows.answers);
        const theirs = [];
        for (const customer of customers)
          theirs.push(await readReport(company.staff, 'quality', { ...asked, customer }));
        expect(theirs.reduce((sum, part) => sum + columnSum(part, 'weekdays', 'Ratings'), 0)).toBe(
          rows.rated,
        );
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('one customer’s events of another type are nobody’s, and another company’s customer has none', async () => {
    const [own, other] = companies;
    if (!own || !other) throw new Error('no companies');
    const [strange] = other.customers;
    const report = await readReport(own.company.manager, 'bookings', {
      ...days('2028-01-01', '2028-12-31'),
      customer: strange ?? null,
    });
    expect(figureOf(report, 'Agreed events')).toBe(0);
  });
});

test('the months of a year stand in their order, none twice and none left out, each with its last day', async () => {
  const company = await makeCompany({ timeZone: 'America/New_York' });
  const lastDays = ['31', '29', '31', '30', '31', '30', '31', '31', '30', '31', '30', '31'];
  // Late in the evening of each month’s last day, when it is the next month in UTC already.
  for (const [at, day] of lastDays.entries())
    await makeBooking(company.id, {
      status: 'confirmed',
      startsAt: new Date(
        Date.parse(`2028-${String(at + 1).padStart(2, '0')}-${day}T00:00:00Z`) + 27.5 * hour,
      ),
    });
  const report = await readReport(company.manager, 'bookings', days('2028-01-01', '2028-12-31'));
  expect(tableOf(report, 'by-time').rows.map(({ cells }) => `${cells[0]} ${cells[1]}`)).toEqual(
    lastDays.map((_, at) => `2028-${String(at + 1).padStart(2, '0')}-01 1`),
  );
});

test('the dish that was served at one event narrows to that event, in packages and by itself', async () => {
  const company = await makeCompany();
  const startsAt = new Date('2028-02-29T12:00:00Z');
  const { itemId } = await makeBooking(company.id, { status: 'confirmed', startsAt, guests: 80 });
  await makeBooking(company.id, { status: 'confirmed', startsAt, guests: 30 });
  const asked = { ...days('2028-02-01', '2028-02-29'), dish: itemId };
  const report = await readReport(company.manager, 'bookings', asked);
  expect([figureOf(report, 'Agreed events'), figureOf(report, 'Guests')]).toEqual([1, 80]);
  expect(report.tables.map(({ key }) => key)).not.toContain('enquiries');
  expect(figureOf(await readReport(company.manager, 'feedback', asked), 'Answers')).toBe(0);
});

test('a company without a row has every report, with nothing in it and no mean of nothing', async () => {
  const company = await makeCompany();
  for (const key of reportScreens.keys()) {
    const report = await readReport(company.manager, key as 'menu');
    expect(report.figures.every(({ value }) => value === null || value === 0)).toBe(true);
    for (const figure of report.figures) if (figure.value === null) expect(figure.missing).toBeTruthy();
  }
});

test('one event is counted, but has no average and no range about it', async () => {
  const company = await makeCompany();
  await makeBooking(company.id, { status: 'confirmed', startsAt: new Date('2028-02-29T12:00:00Z') });
  const report = await readReport(company.manager, 'bookings', days('2028-02-29', '2028-02-29'));
  expect(figureOf(report, 'Agreed events')).toBe(1);
  expect(report.figures.find(({ label }) => label === 'Value of an event')).toMatchObject({
    value: null,
    missing: 'Not enough events',
  });
  expect(tableOf(report, 'by-time').rows).toHaveLength(1);
});
