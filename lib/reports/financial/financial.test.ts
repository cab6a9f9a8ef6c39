import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { actAs } from '@/db/session';
import { creditInvoice, issueInvoice } from '@/lib/bookings/money/invoices';
import { recordPayment } from '@/lib/bookings/money/payments';
import { makeOffice, type Office } from '@/lib/bookings/testing/office';
import { columnSum, days, figureOf, readReport, tableOf } from '../testing/report';

let mine: Office;
const hour = 3_600_000;
const start = Date.UTC(2028, 1, 25, 12);
const onDay = (day: number) => new Date(start + day * 24 * hour);

beforeAll(async () => {
  mine = await makeOffice([
    { code: 'NHIL', name: 'NHIL', rate: 250 },
    { code: 'VAT', name: 'VAT', rate: 1500 },
  ]);
  // Billed about the turn of the month, credited in the next one.
  for (let at = 0; at < 5; at += 1) {
    const components = [
      { code: 'NHIL', name: 'NHIL', rate: 250, compound: false, amount: 1250 + at },
      { code: 'VAT', name: 'VAT', rate: 1500, compound: false, amount: 7500 + at },
    ];
    const { id } = await makeBooking(mine.id, {
      ...{ status: 'confirmed', startsAt: onDay(at * 3) },
      ...{ taxTotal: 8750 + 2 * at, tax: { profile: 'Standard', components } },
    });
    const total = 217_500 + 8750 + 2 * at;
    const bill = await issueInvoice(
      mine.staff,
      { bookingId: id, dueOn: '2028-03-20', total },
      { at: onDay(at * 2) },
    );
    if (at % 2 === 0)
      await creditInvoice(
        mine.manager,
        { invoiceId: bill.id, amount: 20_000 + at * 1000, reason: 'Came late' },
        { at: onDay(20 + at) },
      );
    if (at > 2) {
      await recordPayment(mine.staff, { bookingId: id, amount: 50_000, method: 'cash' });
    }
  }
}, 60_000);

/** What the postings themselves say between two days. */
async function ofPostings(since: string, until: string) {
  const [row] = await actAs(mine.manager, (tx) =>
    tx.execute<{ billed: number; tax: number; vat: number; money: number }>(sql`select
      coalesce(-sum(l.amount) filter (where account in ('revenue', 'service_charge')), 0)::float8 as billed,
      coalesce(-sum(l.amount) filter (where account = 'tax'), 0)::float8 as tax,
      coalesce(-sum(l.amount) filter (where account = 'tax' and part = 'VAT'), 0)::float8 as vat,
      coalesce(sum(l.amount) filter (where account = 'money'), 0)::float8 as money
    from postings p join posting_lines l on l.company_id = p.company_id and l.posting_id = p.id
    where p.day between ${since}::date and ${until}::date`),
  );
  if (!row) throw new Error('no postings');
  return row;
}

test('what is told of any days is what the postings of these days say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.nat(40), async (from, length) => {
      const [since, until] = [onDay(from), onDay(from + length)].map((day) => day.toISOString().slice(0, 10));
      const rows = await ofPostings(since ?? '', until ?? '');
      const report = await readReport(mine.manager, 'financial', days(since ?? '', until ?? ''));
      expect(figureOf(report, 'Billed before tax')).toBeCloseTo(rows.billed);
      expect(figureOf(report, 'Tax billed')).toBeCloseTo(rows.tax);
      expect(figureOf(report, 'Received')).toBeCloseTo(rows.money);
      expect(columnSum(report, 'by-time', 'Billed before tax')).toBeCloseTo(rows.billed);
      expect(columnSum(report, 'tax', 'Tax to pay')).toBeCloseTo(rows.tax);
      expect(columnSum(report, 'tax-components', 'Tax to pay')).toBeCloseTo(rows.tax);
      if (rows.vat !== 0) expect(columnSum(report, 'tax', 'VAT')).toBeCloseTo(rows.vat);
      expect(columnSum(report, 'methods', 'Received')).toBeCloseTo(rows.money);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('days of nothing but credit notes have negative revenue and tax to get back', async () => {
  const report = await readReport(mine.manager, 'financial', days('2028-03-16', '2028-03-31'));
  expect(figureOf(report, 'Billed before tax')).toBeLessThan(0);
  expect(figureOf(report, 'Tax billed')).toBeLessThan(0);
  const [nhil] = tableOf(report, 'tax-components').rows;
  expect(nhil?.cells[1]).toBe(0);
  expect(Number(nhil?.cells[2])).toBe(-Number(nhil?.cells[3]));
  expect(tableOf(report, 'by-time').sum?.[1]).toBe(figureOf(report, 'Billed before tax'));
});

test('months of a filing stand by themselves, each with its components', async () => {
  const report = await readReport(mine.manager, 'financial', days('2028-02-01', '2028-03-31'));
  const { rows, columns } = tableOf(report, 'tax');
  expect(columns.map(({ head }) => head)).toEqual(['Month', 'Sales before tax', 'NHIL', 'VAT', 'Tax to pay']);
  expect(rows.map(({ cells }) => cells[0])).toEqual(['2028-02-01', '2028-03-01']);
  const february = await ofPostings('2028-02-01', '2028-02-29');
  expect(rows[0]?.cells.at(-1)).toBe(february.tax);
  expect(rows[0]?.href).toContain('from=2028-02-01&to=2028-02-29');
});

test('what is owed is what open invoices are, and stands at the end of the days', async () => {
  const at = onDay(60);
  const report = await readReport(mine.manager, 'financial', { ...days('2028-02-01', '2028-04-30'), at });
  const [open] = await actAs(mine.manager, (tx) =>
    tx.execute<{ open: number }>(sql`select sum(open)::float8 as open from invoices`),
  );
  expect(columnSum(report, 'ageing', 'Open')).toBe(open?.open);
  expect(figureOf(report, 'Overdue')).toBe(open?.open);
  const before = await readReport(mine.manager, 'financial', days('2020-01-01', '2020-01-31'));
  expect(figureOf(before, 'Outstanding')).toBe(0);
});

test('the books are the managers’: the database tells staff nothing of them', async () => {
  const report = await readReport(mine.staff, 'financial', days('2028-02-01', '2028-03-31'));
  expect(figureOf(report, 'Billed before tax')).toBe(0);
  expect(tableOf(report, 'tax-components').rows).toEqual([]);
});

test('narrowed to a type, a customer or a venue, the parts add up to the whole, and none is offered for filing', async () => {
  const asked = days('2028-01-20', '2028-03-10');
  const whole = await readReport(mine.manager, 'financial', asked);
  const rows = await actAs(mine.manager, (tx) =>
    tx.execute<{ type: 'wedding'; customer: string; venue: string }>(
      sql`select distinct event_type as type, customer_id as customer, venue_key as venue from bookings`,
    ),
  );
  const figures = [
    'Billed before tax',
    'Tax billed',
    'Received',
    'Agreed events',
    'Outstanding',
    'Overdue',
    'Deposits held',
  ];
  for (const by of ['type', 'customer', 'venue'] as const) {
    const parts = [];
    for (const one of new Set(rows.map((row) => row[by])))
      parts.push(await readReport(mine.manager, 'financial', { ...asked, [by]: one }));
    for (const label of figures)
      expect(
        parts.reduce((sum, part) => sum + (figureOf(part, label) ?? 0), 0),
        `${label} by ${by}`,
      ).toBeCloseTo(figureOf(whole, label) ?? 0);
    expect(parts.reduce((sum, part) => sum + columnSum(part, 'ageing', 'Open'), 0)).toBeCloseTo(
      columnSum(whole, 'ageing', 'Open'),
    );
    expect(new Set(parts.map((part) => tableOf(part, 'tax').title))).toEqual(new Set(['Tax by month']));
    expect(parts[0]?.narrowed[0]).toMatch(/^(Event type|Customer|Venue): /);
  }
  expect(tableOf(whole, 'tax').title).toBe('Tax for filing');
});
