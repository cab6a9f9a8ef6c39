import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { alerts } from '@/db/schema/cases';
import { customers } from '@/db/schema/people';
import { activityHours, securityEvents } from '@/db/schema/security';
import { type Actor, actAs, readAs } from '@/db/session';
import { noteReadAs } from '@/lib/audit/reads';
import { recordAudit } from '@/lib/audit/record-audit';
import { recordExport } from '@/lib/audit/record-export';
import { securityFilter } from './list-filter';
import { acknowledgeEvent, setSecurityHours } from './mutations';
import { askSecurity, tellSecurity } from './queries';
import { watchAtOnce, watchCompany, watchSignIn } from './watch';

const sent: { to: string; subject: string; text: string }[] = [];
vi.mock('@/lib/messaging/channels/mail/send-mail', () => ({
  mailSender: () => 'office@example.test',
  sendMail: async (mail: (typeof sent)[number]) => {
    sent.push(mail);
    return { outcome: 'accepted' };
  },
}));

let company: TestCompany;
let now: Date;
beforeAll(async () => {
  company = await makeCompany();
  now = new Date(Date.now() + 1000);
  // Whatever hour this runs at, it is one of work.
  await setSecurityHours(company.manager, { opens: 0, closes: 24 });
  await watchCompany(company.id, now);
});

const told = (as: Actor = company.system) =>
  actAs(as, (tx) =>
    tx
      .select({ rule: securityEvents.rule, severity: securityEvents.severity, times: securityEvents.times })
      .from(securityEvents)
      .orderBy(securityEvents.raisedAt, securityEvents.id),
  );
const eventOf = async (rule: string) => {
  const [row] = await actAs(company.system, (tx) =>
    tx.select().from(securityEvents).where(sql`${securityEvents.rule} = ${rule}`),
  );
  return row;
};
const openAlerts = (as: Actor) =>
  actAs(as, (tx) =>
    tx
      .select({ about: alerts.about })
      .from(alerts)
      .where(sql`${alerts.kind} = 'security_event' and ${alerts.clearedAt} is null`),
  );

describe('what people do is counted', () => {
  test('by person, hour, part and deed, from the trail and from looks, twice as once', async () => {
    const { id } = await makeCustomer(company.id);
    await actAs(company.staff, (tx) =>
      recordExport(tx, { list: 'bookings', filter: '', format: 'csv', rows: 7 }),
    );
    await actAs(company.manager, (tx) =>
      tx.update(customers).set({ notes: 'x' }).where(eq(customers.id, id)),
    );
    for (let look = 0; look < 3; look += 1)
      await noteReadAs(company.staff, { deed: 'read', source: 'customers', id });
    await noteReadAs(company.staff, { deed: 'searched', source: 'customers', id: null });
    const counted = async () => {
      await watchCompany(company.id, now);
      return actAs(company.manager, (tx) =>
        tx
          .select({
            ...{ userId: activityHours.userId, area: activityHours.area, deed: activityHours.deed },
            ...{ n: activityHours.n, size: activityHours.size },
          })
          .from(activityHours)
          .where(sql`${activityHours.deed} in ('exported', 'changed', 'read', 'searched')`)
          .orderBy(activityHours.deed, activityHours.area),
      );
    };
    const first = await counted();
    const staff = company.staff.userId;
    expect(first).toEqual(
      expect.arrayContaining([
        { userId: company.manager.userId, area: 'customers', deed: 'changed', n: 1, size: 1 },
        { userId: staff, area: 'bookings', deed: 'exported', n: 1, size: 7 },
        { userId: staff, area: 'customers', deed: 'read', n: 1, size: 3 },
        { userId: staff, area: 'customers', deed: 'searched', n: 1, size: 1 },
      ]),
    );
    expect(await counted()).toEqual(first);
  });
});

describe('what looks like trouble', () => {
  test('is kept once, told to managers alone, rests, and is told again when it is graver', async () => {
    const take = (rows: number, list = 'bookings') =>
      actAs(company.staff, (tx) => recordExport(tx, { list, filter: '', format: 'csv', rows }));
    await take(1900);
    expect(await watchCompany(company.id, now)).toEqual([]);
    await take(200);
    const [raised] = await watchCompany(company.id, now);
    expect(raised).toMatchObject({
      who: 'Test staff',
      finding: { rule: 'large_export', about: { n: 2107 } },
    });
    expect(await watchCompany(company.id, now)).toEqual([]);
    expect((await eventOf('large_export'))?.times).toBe(2);
    expect(await openAlerts(company.manager)).toHaveLength(1);
    expect(await openAlerts(company.staff)).toHaveLength(0);
    // What isn't grave is no mail.
    expect(sent).toEqual([]);
    await take(600, 'customers');
    const again = await watchCompany(company.id, now);
    expect(again.map(({ finding }) => finding.severity)).toEqual(['high']);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      to: expect.stringContaining(company.manager.userId),
      subject: expect.stringContaining('Test staff took 2,707 rows out as files within a day'),
      text: expect.stringContaining('/settings/security'),
    });
    // Once its rest is over, what goes on is told anew.
    const tomorrow = new Date(now.getTime() + 25 * 3_600_000);
    expect(await watchCompany(company.id, tomorrow)).toEqual([]);
  });

  test('is acknowledged once, with a note, which ends its notification and stands in the trail', async () => {
    const event = await eventOf('large_export');
    const id = event?.id ?? '';
    await expect(acknowledgeEvent(company.staff, { id, note: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(acknowledgeEvent(company.manager, { id, note: ' ' })).rejects.toMatchObject({
      code: 'invalid',
    });
    const before = (await openAlerts(company.manager)).length;
    await acknowledgeEvent(company.manager, { id, note: 'For the accountant' });
    expect(await openAlerts(company.manager)).toHaveLength(before - 1);
    await expect(acknowledgeEvent(company.manager, { id, note: 'Again' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(
      actAs(company.manager, (tx) =>
        tx.update(securityEvents).set({ note: 'Other' }).where(eq(securityEvents.id, id)),
      ),
    ).rejects.toMatchObject({ code: 'CT098' });
    const filter = securityFilter.read({ show: 'all' });
    const where = { timeZone: 'Africa/Accra', locale: 'en-GB' };
    const data = tellSecurity(await readAs(company.manager, (tx) => askSecurity(tx, filter, now)), filter, {
      where,
      now,
    });
    expect(data.events.find((row) => row.id === id)).toMatchObject({
      title: 'Test staff took 2,107 rows out as files within a day',
      seen: { by: 'Test manager', note: 'For the accountant' },
    });
  });

  test('of refunds and overrides, of permissions and of customers opened is found in what was really done', async () => {
    const own = await makeCompany();
    const booking = await makeBooking(own.id, { status: 'confirmed' });
    await actAs(own.manager, async (tx) => {
      for (let use = 0; use < 5; use += 1)
        await tx.execute(sql`insert into capacity_overrides (id, company_id, booking_id, user_id, kinds, reason)
          values (gen_random_uuid(), ${own.id}, ${booking.id}, ${own.manager.userId}, array['events'], 'Regulars')`);
      await tx.execute(
        sql`update memberships set role = 'manager' where user_id = ${own.staff.userId}::uuid`,
      );
    });
    const people = await Promise.all(Array.from({ length: 40 }, () => makeCustomer(own.id)));
    for (const { id } of people) await noteReadAs(own.staff, { deed: 'read', source: 'customers', id });
    await setSecurityHours(own.manager, { opens: 0, closes: 24 });
    const raised = await watchCompany(own.id, new Date(Date.now() + 1000));
    expect(raised.map(({ finding }) => finding.rule).sort()).toEqual([
      'many_customers',
      'permission_change',
      'privilege',
    ]);
  });

  test('is nobody else’s: of staff, clients and other companies', async () => {
    const other = await makeCompany();
    expect(await told(other.manager)).toEqual([]);
    await expect(told(company.staff)).rejects.toMatchObject({ code: '42501' });
    for (const table of ['security_events', 'activity_hours', 'security_settings'])
      await expect(
        actAs(company.staff, (tx) => tx.execute(sql`select * from ${sql.identifier(table)}`)),
      ).rejects.toMatchObject({ code: '42501' });
    // A manager can't make one disappear.
    await expect(actAs(company.manager, (tx) => tx.delete(securityEvents))).rejects.toMatchObject({
      code: '42501',
    });
    const event = await eventOf('large_export');
    await expect(acknowledgeEvent(other.manager, { id: event?.id ?? '', note: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a sign-in', () => {
  test('from a new place is told at once, and from a place one was in isn’t', async () => {
    const own = await makeCompany();
    const signedIn = (ip: string) =>
      actAs({ role: 'auth', name: 'test', ip }, (tx) =>
        recordAudit(tx, {
          ...{ category: 'activity', action: 'signed_in', companyId: own.id },
          detail: { userId: own.staff.userId },
        }),
      );
    const later = new Date(Date.now() + 120_000);
    const look = (ip: string, knownBrowser = false) =>
      watchSignIn({ userId: own.staff.userId, companyId: own.id, ip, knownBrowser, now: later });
    // The first one has no before.
    expect(await look('192.0.2.7')).toEqual([]);
    await signedIn('192.0.2.7');
    expect(await look('192.0.2.99')).toEqual([]);
    expect(await look('203.0.113.5', true)).toEqual([]);
    expect(await look('203.0.113.5')).toMatchObject([
      { who: 'Test staff', finding: { rule: 'new_place', about: { network: '203.0.113.0' } } },
    ]);
    expect(await look('203.0.113.5')).toEqual([]);
  });

  test('that fails again and again is told without waiting for the job; of a client nobody hears', async () => {
    const own = await makeCompany();
    const { id, email } = await makeUser({ companyId: own.id, role: 'staff' });
    const fail = (userId: string) =>
      actAs({ role: 'auth', name: 'test' }, (tx) =>
        recordAudit(tx, {
          ...{ category: 'security', action: 'sign_in_failed', companyId: own.id },
          detail: { userId },
        }),
      );
    for (let tries = 0; tries < 8; tries += 1) await fail(id);
    await watchAtOnce({ email, succeeded: false, now: new Date(Date.now() + 1000) }, { ip: '192.0.2.1' });
    const rules = () =>
      actAs(own.system, (tx) =>
        tx.select({ rule: securityEvents.rule, userId: securityEvents.userId }).from(securityEvents),
      );
    expect(await rules()).toEqual([{ rule: 'failed_sign_ins', userId: id }]);
    const { id: customerId } = await makeCustomer(own.id);
    const client = await makeUser({ companyId: own.id, role: 'client', customerId });
    await watchAtOnce({ email: client.email, succeeded: true, now: new Date() }, { ip: '192.0.2.1' });
    expect(await rules()).toHaveLength(1);
  });
});
