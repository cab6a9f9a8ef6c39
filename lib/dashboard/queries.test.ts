import { beforeAll, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { cases } from '@/db/schema/cases';
import { actAs, readAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { askDashboard, tellDashboard } from './queries';
import { dashboardScreen } from './screens';

let company: TestCompany;
let customerId: string;
beforeAll(async () => {
  company = await makeCompany();
  customerId = (await makeCustomer(company.id)).id;
});

const confirmedOn = (day: string) =>
  makeBooking(company.id, {
    customerId,
    status: 'confirmed',
    startsAt: new Date(`${day}T12:00:00Z`),
    endsAt: new Date(`${day}T16:00:00Z`),
  });

test('this month so far stands beside the same days of last month, not beside all of it', async () => {
  for (const day of ['2025-02-03', '2025-02-10', '2025-02-27', '2025-03-05', '2025-03-30'])
    await confirmedOn(day);
  const now = new Date('2025-03-15T10:00:00Z');
  const answers = await readAs(company.staff, (tx) => askDashboard(tx, now));
  const told = tellDashboard(answers, { now, timeZone: 'Africa/Accra', money: true });
  expect(told.soFar.bookings).toEqual({ now: 1, before: 2 });
  expect(told.soFar.revenue?.before).toBe(2 * (told.soFar.revenue?.now ?? 0));
  expect(told.months.at(-1)?.bookings).toBe(2);
  const withoutMoney = tellDashboard(answers, { now, timeZone: 'Africa/Accra', money: false });
  expect(JSON.stringify(withoutMoney)).not.toContain('revenue');
});

test('a safety case comes first, however many others are older, and the rest is counted', async () => {
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const open = async (reason: 'safety' | 'low_rating', due: number) => {
    const { id: bookingId } = await makeBooking(company.id, { customerId });
    await actAs(company.system, (tx) =>
      tx.insert(cases).values({
        companyId: company.id,
        bookingId,
        customerId,
        reason,
        summary: reason,
        acknowledgeBy: minutes(due),
        resolveBy: minutes(due + 60),
      }),
    );
  };
  for (const due of [1, 2, 3, 4, 5, 6]) await open('low_rating', due);
  await open('safety', 30);
  const opened = await openScreen(dashboardScreen, {
    sessionId: await makeSession(company.staff.userId),
    address: { params: {}, search: {} },
  });
  if (opened.state !== 'open') throw new Error(opened.state);
  const { cases: shown, moreCases } = receive(opened.sent).data.needsYou;
  expect(shown.map(({ safety }) => safety)).toEqual([true, false, false, false, false]);
  expect(moreCases).toBe(2);
  expect(shown[0]?.dueAt).toBeInstanceOf(Date);
});
