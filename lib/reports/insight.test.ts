import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { bookingStaff } from '@/db/schema/calendar';
import { enquiries } from '@/db/schema/enquiries';
import { actAs } from '@/db/session';
import { columnSum, days, figureOf, readReport, tableOf } from './testing/report';

let company: TestCompany;
let regular = '';
const at = (day: string) => new Date(`${day}T12:00:00Z`);

beforeAll(async () => {
  company = await makeCompany();
  regular = (await makeCustomer(company.id, { name: 'Regular' })).id;
  const booked = (day: string, customerId?: string) =>
    makeBooking(company.id, { status: 'confirmed', startsAt: at(day), ...(customerId && { customerId }) });
  await booked('2026-03-10', regular);
  const worked = await booked('2026-06-05', regular);
  await booked('2026-06-20', regular);
  await booked('2026-06-30');
  await actAs(company.manager, (tx) =>
    tx
      .insert(bookingStaff)
      .values({ companyId: company.id, bookingId: worked.id, userId: company.staff.userId }),
  );
  // Six enquiries an hour apart: answered after 10, 20, … minutes, the last one never; the first two were lost.
  await actAs(company.system, (tx) =>
    tx.insert(enquiries).values(
      [1, 2, 3, 4, 5, 6].map((n) => {
        const receivedAt = new Date(at('2026-06-10').getTime() + n * 3_600_000);
        return {
          ...{ companyId: company.id, source: 'form' as const, name: `Asks ${n}`, receivedAt },
          ...(n < 6 && {
            answeredAt: new Date(receivedAt.getTime() + n * 20 * 60_000),
            answeredBy: 'phone' as const,
            ownerId: company.staff.userId,
          }),
          ...(n < 3 && { stage: 'lost' as const, lostReason: 'price' as const }),
        };
      }),
    ),
  );
});

const june = days('2026-06-01', '2026-06-30');

test('a customer is new in the days of their first agreed event, and returns in those of the next', async () => {
  const report = await readReport(company.manager, 'customers', june);
  expect(figureOf(report, 'Customers')).toBe(2);
  expect(figureOf(report, 'New')).toBe(1);
  expect(figureOf(report, 'Returning')).toBe(1);
  expect(columnSum(report, 'by-time', 'New') + columnSum(report, 'by-time', 'Returning')).toBe(2);
  const value =
    columnSum(report, 'by-time', 'Value of new') + columnSum(report, 'by-time', 'Value of returning');
  expect(value).toBe(columnSum(report, 'top', 'Value'));
  expect(tableOf(report, 'top').rows[0]?.cells.slice(0, 2)).toEqual(['Regular', 2]);
  expect(tableOf(report, 'top').rows[0]?.href).toBe(`/customers/${regular}`);
  const march = await readReport(company.manager, 'customers', days('2026-03-01', '2026-03-31'));
  expect(figureOf(march, 'New')).toBe(1);
});

test('everybody is last seen once', async () => {
  const report = await readReport(company.manager, 'customers', { ...june, at: at('2026-11-27') });
  const [all] = await actAs(company.manager, (tx) =>
    tx
      .select({ n: sql<number>`count(distinct ${bookings.customerId})::int` })
      .from(bookings)
      .where(eq(bookings.status, 'confirmed')),
  );
  expect(columnSum(report, 'seen', 'Customers')).toBe(all?.n);
});

test('how fast enquiries are answered, what of it is in time, and by whom', async () => {
  const report = await readReport(company.manager, 'performance', june);
  expect(figureOf(report, 'Enquiries')).toBe(6);
  // 20, 40, 60, 80, 100 minutes.
  expect(figureOf(report, 'First answer')).toBe(60);
  expect(figureOf(report, 'Answered in time')).toBeCloseTo(3 / 6);
  expect(figureOf(report, 'Lost')).toBeCloseTo(2 / 6);
  // More of them lost is no good news.
  expect(report.figures.flatMap(({ label, welcome }) => (welcome === false ? [label] : []))).toEqual([
    'First answer',
    'Lost',
  ]);
  expect(columnSum(report, 'by-source', 'Enquiries')).toBe(6);
  expect(columnSum(report, 'by-person', 'Enquiries')).toBe(6);
  expect(columnSum(report, 'venues', 'Events')).toBe(3);
  expect(tableOf(report, 'people').rows.map(({ cells }) => cells[1])).toEqual([1]);
  const none = await readReport(company.manager, 'performance', days('2026-01-01', '2026-01-31'));
  expect(figureOf(none, 'First answer')).toBeNull();
});

test('who did what adds up to what the trail holds of people', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const report = await readReport(company.manager, 'activity', days(today, today));
  const done = figureOf(report, 'What was done') ?? 0;
  expect(done).toBeGreaterThan(0);
  for (const table of ['people', 'hours', 'weekdays']) expect(columnSum(report, table, 'Done')).toBe(done);
  expect(columnSum(report, 'kinds', 'Times')).toBe(done);
  // The trail is the managers'.
  await expect(readReport(company.staff, 'activity', days(today, today))).rejects.toMatchObject({
    code: '42501',
  });
});
