import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { payments } from '@/db/schema/money';
import { actAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import type { Report } from '../document';
import { columnSum, figureOf, tableOf } from '../testing/report';
import { mySummaryScreen } from './screens';

let company: TestCompany;
let session = '';
let customerId = '';

const look = async (sessionId: string) => {
  const opened = await openScreen(mySummaryScreen, { sessionId, address: { params: {}, search: {} } });
  return opened.state === 'open' ? (receive(opened.sent).data.summary as Report) : opened.state;
};

beforeAll(async () => {
  // At home it is New Year's Eve already, while UTC has the 31st.
  company = await makeCompany({ timeZone: 'Pacific/Auckland' });
  customerId = (await makeCustomer(company.id)).id;
  const { id } = await makeUser({ companyId: company.id, role: 'client', customerId });
  session = await makeSession(id);
});

test('one who had nothing yet has a summary of nothing', async () => {
  const summary = (await look(session)) as Report;
  expect(summary.figures.every(({ value }) => value === 0)).toBe(true);
  expect(summary.tables.every(({ rows, empty }) => rows.length === 0 && empty)).toBe(true);
});

test('a client’s figures are the sums of their own agreed events by the company’s days, and of nobody else’s', async () => {
  const own = (status: 'completed' | 'confirmed' | 'enquiry', startsAt: Date) =>
    makeBooking(company.id, {
      customerId,
      status,
      startsAt,
      ...(status === 'completed' && { completedAt: startsAt }),
    });
  const first = await own('completed', new Date('2025-12-31T12:00:00Z'));
  await own('confirmed', new Date('2027-03-01T12:00:00Z'));
  await own('enquiry', new Date('2027-04-01T12:00:00Z'));
  await makeBooking(company.id, { status: 'confirmed', startsAt: new Date('2026-05-05T12:00:00Z') });
  await actAs(company.system, (tx) =>
    tx
      .insert(payments)
      .values({ companyId: company.id, bookingId: first.id, amount: 10_000, method: 'cash' }),
  );
  const rows = await actAs(company.system, (tx) =>
    tx
      .select({ total: bookings.total, status: bookings.status })
      .from(bookings)
      .where(eq(bookings.customerId, customerId)),
  );
  const agreed = rows.filter(({ status }) => status !== 'enquiry').reduce((sum, { total }) => sum + total, 0);
  const summary = (await look(session)) as Report;
  expect([figureOf(summary, 'Events held'), figureOf(summary, 'Events ahead')]).toEqual([1, 1]);
  expect(figureOf(summary, 'In all')).toBe(agreed);
  expect(figureOf(summary, 'Paid')).toBe(10_000);
  expect(figureOf(summary, 'Still to pay')).toBe(agreed - 10_000);
  for (const table of ['years', 'events']) {
    expect(columnSum(summary, table, 'In all')).toBe(agreed);
    expect(columnSum(summary, table, 'Still to pay')).toBe(agreed - 10_000);
  }
  expect(tableOf(summary, 'years').rows.map(({ cells }) => cells[0])).toEqual(['2027', '2026']);
});

test('the office has its own reports, and a stranger none', async () => {
  expect(await look(await makeSession(company.manager.userId))).toBe('forbidden');
  expect(await look('01990000-0000-7000-8000-0000000000ff')).toBe('signed_out');
});
