import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { auditEvents } from '@/db/schema/partitioned/audit';
import { users } from '@/db/schema/people';
import { reportSchedules } from '@/db/schema/reports';
import { actAs } from '@/db/session';
import { startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { changeRole, removeMember } from '@/lib/people/mutations';
import { mostSchedules, pauseSchedule, removeSchedule, scheduleReport } from './mutations';
import { sendDueReports } from './send-due';

let provider: TestProvider;
let company: TestCompany;

beforeAll(async () => {
  provider = await startProvider({}, { mail: true });
});
afterAll(() => provider.close());
beforeEach(async () => {
  company = await makeCompany({ email: 'office@akwaaba.test', timeZone: 'America/New_York' });
});

type Person = TestCompany['manager'];
/** Schedules a report as if the person had done so long ago. */
async function schedule(person: Person, given: Parameters<typeof scheduleReport>[1]): Promise<string> {
  await scheduleReport(person, given);
  return actAs(company.system, async (tx) => {
    const [row] = await tx
      .update(reportSchedules)
      .set({ toldOn: '2020-01-01' })
      .where(eq(reportSchedules.userId, person.userId))
      .returning({ id: reportSchedules.id });
    return row?.id ?? '';
  });
}
async function mailsTo({ userId }: Person) {
  const [person] = await actAs(company.system, (tx) =>
    tx.select({ email: users.email }).from(users).where(eq(users.id, userId)),
  );
  type Received = {
    to: string[];
    subject: string;
    text: string;
    files: { name: string; content: string }[];
  };
  const { mails } = await provider.control<{ mails: Received[] }>('mails');
  return mails.filter(({ to }) => to.includes(person?.email ?? ''));
}
const stored = async (id: string) => {
  const [row] = await actAs(company.system, (tx) =>
    tx.select().from(reportSchedules).where(eq(reportSchedules.id, id)),
  );
  return row;
};

test('a report comes at its hour by the company’s clock, once, with its figures and the way to it', async () => {
  await makeBooking(company.id, { status: 'confirmed', startsAt: new Date('2028-02-29T23:30:00Z') });
  const id = await schedule(company.staff, { report: 'bookings', every: 'month', hour: 7 });
  // 06:59 and 07:05 in New York.
  expect(await sendDueReports(company.id, new Date('2028-03-01T11:59:00Z'))).toBe(0);
  const at = new Date('2028-03-01T12:05:00Z');
  const sent = await Promise.all([sendDueReports(company.id, at), sendDueReports(company.id, at)]);
  expect(sent.reduce((one, other) => one + other)).toBe(1);
  const [mail, ...more] = await mailsTo(company.staff);
  expect(more).toEqual([]);
  expect(mail?.subject).toContain('Booking analysis, 1 Feb 2028 – 29 Feb 2028');
  expect(mail?.text).toContain('Agreed events: 1');
  expect(mail?.text).toContain('/reports/bookings?from=2028-02-01&to=2028-02-29');
  // The whole of it as paper; that it left is in the trail, in the name of who has it.
  const [file] = mail?.files ?? [];
  expect(file?.name).toBe('report-bookings-2028-02-01-2028-02-29.pdf');
  expect(
    Buffer.from(file?.content ?? '', 'base64')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const trail = await actAs(company.manager, (tx) =>
    tx
      .select({ userId: auditEvents.userId, detail: auditEvents.detail })
      .from(auditEvents)
      .where(eq(auditEvents.action, 'exported')),
  );
  expect(trail).toMatchObject([
    {
      userId: company.staff.userId,
      detail: { list: 'bookings-report', filter: 'from=2028-02-01&to=2028-02-29&by=mail', format: 'pdf' },
    },
  ]);
  expect(await sendDueReports(company.id, new Date('2028-03-28T12:05:00Z'))).toBe(0);
  expect((await stored(id))?.sentAt).toEqual(at);
  expect(await sendDueReports(company.id, new Date('2028-04-01T12:05:00Z'))).toBe(1);
});

test('it comes of a customer, a venue and a type alone, beside the whole of it; of a dish that is gone none comes', async () => {
  const startsAt = new Date('2028-02-10T12:00:00Z');
  const { customerId, itemId } = await makeBooking(company.id, { status: 'confirmed', startsAt, guests: 33 });
  await makeBooking(company.id, { status: 'confirmed', startsAt });
  const monthly = { report: 'bookings', every: 'month', hour: 7 } as const;
  const [row] = await actAs(company.manager, (tx) =>
    tx.select({ venue: bookings.venueKey }).from(bookings).where(eq(bookings.customerId, customerId)),
  );
  const narrowed = { type: 'wedding', customer: customerId, venue: row?.venue ?? '' } as const;
  const { companyId, userId } = company.manager;
  const gone = { companyId, userId, ...monthly, narrowed: { dish: company.id } };
  await actAs(company.manager, (tx) => tx.insert(reportSchedules).values(gone));
  for (const of of [{}, narrowed, { dish: itemId }])
    await schedule(company.manager, { ...monthly, narrowed: of });
  // The same of the same again only sets another hour.
  await scheduleReport(company.manager, { ...monthly, hour: 6, narrowed });
  expect(await sendDueReports(company.id, new Date('2028-03-01T12:05:00Z'))).toBe(3);
  const mails = await mailsTo(company.manager);
  const agreedIn = (words: string) => {
    const found = mails.filter(({ subject }) => subject.includes(words));
    return found.map(({ text }) => /Agreed events: (\d+)/.exec(text)?.[1]);
  };
  expect(agreedIn('29 Feb 2028').sort()).toEqual(['1', '1', '2']);
  expect(agreedIn('Customer: Ama Mensah')).toEqual(['1']);
  expect(agreedIn('Events with: Jollof rice')).toEqual(['1']);
  const mail = mails.find(({ subject }) => subject.includes('Customer: Ama Mensah'));
  expect(mail?.text).toContain('Event type: Wedding');
  expect(mail?.text).toContain(`customer=${customerId}`);
  const trail = await actAs(company.manager, (tx) =>
    tx.select({ detail: auditEvents.detail }).from(auditEvents).where(eq(auditEvents.action, 'exported')),
  );
  expect(JSON.stringify(trail)).toContain(`customer=${customerId}`);
});

test('what no report can be of is refused, by the database too', async () => {
  const weekly = { report: 'feedback', every: 'week', hour: 7 } as const;
  await expect(
    scheduleReport(company.manager, { ...weekly, narrowed: { customer: 'x' } }),
  ).rejects.toMatchObject({
    code: 'invalid',
  });
  const { companyId, userId } = company.manager;
  const row = { companyId, userId, ...weekly, narrowed: { status: 'x' } as never };
  await expect(actAs(company.manager, (tx) => tx.insert(reportSchedules).values(row))).rejects.toMatchObject({
    code: '23514',
  });
});

test('what another company has is nothing that a report can be of', async () => {
  const other = await makeCompany({ email: 'office@other.test' });
  const { customerId, itemId } = await makeBooking(other.id);
  const weekly = { report: 'feedback', every: 'week', hour: 7 } as const;
  for (const narrowed of [{ customer: customerId }, { dish: itemId }, { category: itemId }])
    await expect(scheduleReport(company.manager, { ...weekly, narrowed })).rejects.toMatchObject({
      code: 'not_found',
    });
});

test('so many are mailed to one person, also where two are asked for at the same moment', async () => {
  const ask = (venue: string, hour = 7) =>
    scheduleReport(company.staff, { report: 'feedback', every: 'day', hour, narrowed: { venue } });
  for (let hall = 1; hall < mostSchedules; hall += 1) await ask(`Hall ${hall}`);
  const last = await Promise.allSettled([ask('Garden'), ask('Beach')]);
  expect(last.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))).toMatchObject([
    { code: 'conflict', message: '50 reports are mailed to you. End one that you don’t read.' },
  ]);
  await ask('Hall 1', 9);
  await scheduleReport(company.manager, { report: 'feedback', every: 'day', hour: 7 });
  const hours = await actAs(company.staff, (tx) => tx.select().from(reportSchedules));
  expect(hours.filter(({ hour }) => hour === 7)).toHaveLength(mostSchedules - 1);
});

test('an hour that summer time leaves out comes with the next, one that comes twice is one', async () => {
  await schedule(company.manager, { report: 'feedback', every: 'day', hour: 2 });
  // In New York 2 o'clock is left out on 12 March 2028, and 1 o'clock comes twice on 5 November.
  expect(await sendDueReports(company.id, new Date('2028-03-12T06:55:00Z'))).toBe(0);
  expect(await sendDueReports(company.id, new Date('2028-03-12T07:05:00Z'))).toBe(1);
  await schedule(company.staff, { report: 'menu', every: 'day', hour: 1 });
  expect(await sendDueReports(company.id, new Date('2028-11-05T05:30:00Z'))).toBe(1);
  expect(await sendDueReports(company.id, new Date('2028-11-05T06:30:00Z'))).toBe(0);
  expect(await sendDueReports(company.id, new Date('2028-11-05T07:30:00Z'))).toBe(1);
});

test('rights are read when it is sent: who left or may not any more gets nothing', async () => {
  await schedule(company.manager, { report: 'financial', every: 'day', hour: 0 });
  await schedule(company.staff, { report: 'menu', every: 'day', hour: 0 });
  const other = await makeUser({ companyId: company.id, role: 'manager' });
  const owner: Person = await justSignedIn({ ...company.manager, userId: other.id });
  await changeRole(owner, { userId: company.manager.userId, role: 'staff' });
  await removeMember(owner, { userId: company.staff.userId, heirId: null });
  expect(await sendDueReports(company.id, new Date('2028-03-02T12:00:00Z'))).toBe(0);
  expect(await mailsTo(company.manager)).toEqual([]);
});

test('who has yet to set up the second step that their company asks for gets none, as on screen', async () => {
  await schedule(company.manager, { report: 'financial', every: 'day', hour: 0 });
  await schedule(company.staff, { report: 'menu', every: 'day', hour: 0 });
  await actAs(company.system, (tx) => tx.update(companies).set({ secondFactorRoles: ['manager'] }));
  expect(await sendDueReports(company.id, new Date('2028-03-02T12:00:00Z'))).toBe(1);
  expect(await mailsTo(company.manager)).toEqual([]);
});

test('paused, ended or refused by the server: none, none, and later', async () => {
  const id = await schedule(company.manager, { report: 'menu', every: 'week', hour: 7 });
  await pauseSchedule(company.manager, { id, paused: true });
  const monday = new Date('2028-03-06T12:30:00Z');
  expect(await sendDueReports(company.id, monday)).toBe(0);
  await pauseSchedule(company.manager, { id, paused: false });
  await provider.control('faults', { kind: 'mailRefused', next: 1 });
  expect(await sendDueReports(company.id, monday)).toBe(0);
  expect(await sendDueReports(company.id, new Date(monday.getTime() + 30 * 60_000))).toBe(0);
  expect(await sendDueReports(company.id, new Date(monday.getTime() + 70 * 60_000))).toBe(1);
  await removeSchedule(company.manager, { id });
  expect(await sendDueReports(company.id, new Date('2028-03-13T12:30:00Z'))).toBe(0);
});

test('what is chosen after its hour comes with the next period', async () => {
  await scheduleReport(company.manager, { report: 'menu', every: 'month', hour: 0 });
  expect(await sendDueReports(company.id, new Date())).toBe(0);
  expect((await mailsTo(company.manager)).length).toBe(0);
  expect(await sendDueReports(company.id, new Date(Date.now() + 32 * 24 * 3_600_000))).toBe(1);
});

test('one’s own alone: staff have no report of managers mailed, nor anybody another’s', async () => {
  await expect(
    scheduleReport(company.staff, { report: 'financial', every: 'day', hour: 7 }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  const { companyId, userId } = company.staff;
  const row = { companyId, report: 'financial', every: 'day', hour: 7 } as const;
  const denied = { code: '42501' };
  await expect(
    actAs(company.staff, (tx) => tx.insert(reportSchedules).values({ ...row, userId })),
  ).rejects.toMatchObject(denied);
  await expect(
    actAs(company.manager, (tx) => tx.insert(reportSchedules).values({ ...row, userId })),
  ).rejects.toMatchObject(denied);
  const id = await schedule(company.manager, { report: 'menu', every: 'week', hour: 7 });
  const other = await makeCompany();
  for (const person of [company.staff, other.manager]) {
    await expect(pauseSchedule(person, { id, paused: true })).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeSchedule(person, { id })).rejects.toMatchObject({ code: 'not_found' });
  }
  // When it was sent isn't theirs to say.
  await expect(
    actAs(company.manager, (tx) => tx.update(reportSchedules).set({ toldOn: '2020-01-01' })),
  ).rejects.toMatchObject(denied);
});
