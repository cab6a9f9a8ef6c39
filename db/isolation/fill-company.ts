import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { alertRoles } from '../enums';
import { makeBooking, makeCustomer } from '../factories/booking';
import { makeColleague, makeCompany, makeUser, type TestCompany } from '../factories/company';
import { bookings } from '../schema/bookings';
import { blockedDays, capacityLimits, orderMinimums } from '../schema/capacity';
import { alerts } from '../schema/cases';
import { onlineKeys, providerEvents } from '../schema/checkouts';
import { counters } from '../schema/companies';
import { enquiries, enquiryBlocks, enquirySettings } from '../schema/enquiries';
import { importRows, imports } from '../schema/imports';
import { exchangeRates } from '../schema/menu';
import { messageEvents, templates } from '../schema/messaging';
import { erasures, privacySettings, purposeTexts } from '../schema/privacy';
import { securityEvents, securitySettings } from '../schema/security';
import { bookingSeries, seriesBookings } from '../schema/series';
import { sessionContents } from '../schema/session-contents';
import { taskTemplates } from '../schema/tasks';
import { type Actor, actAs, type PersonActor } from '../session';
import { fillCustomer } from './fill-customer';
import { fillPerson } from './fill-person';

export type FilledCompany = TestCompany & {
  client: Extract<Actor, { role: 'client' }>;
  /** Somebody of each role. */
  people: { [R in PersonActor['role']]: Extract<PersonActor, { role: R }> };
  userIds: string[];
  /** Of the client. */
  clientBookings: string[];
};

/**
 * A company with at least one row in every table, for a client of its own and for another customer. `laterRoles` false: without
 * the people whose roles an earlier release didn't know; whoever asks for that leaves `people` of those alone.
 */
export async function fillCompany({ laterRoles = true } = {}): Promise<FilledCompany> {
  const company = await makeCompany();
  const own = await makeCustomer(company.id);
  const other = await makeCustomer(company.id, { name: 'Kwame Owusu' });
  const user = await makeUser({ companyId: company.id, role: 'client', customerId: own.id });
  const otherUser = await makeUser({ companyId: company.id, role: 'client', customerId: other.id });
  const clientBookings = await fillCustomer(company, own.id);
  await fillCustomer(company, other.id);
  clientBookings.push((await makeBooking(company.id, { customerId: own.id })).id);
  await actAs(company.system, async (tx) => {
    await tx
      .insert(exchangeRates)
      .values({ companyId: company.id, currency: 'USD', rate: '0.08', validFrom: '2026-01-01' });
    const told = {
      companyId: company.id,
      kind: 'test',
      title: 'Test',
      roles: alertRoles.filter((role) => laterRoles || role !== 'accountant'),
    };
    await tx.insert(alerts).values([
      { ...told, key: 'test' },
      { ...told, key: 'another' },
    ]);
    await tx.insert(templates).values({
      companyId: company.id,
      purpose: 'feedback_request',
      language: 'en',
      name: 'feedback_request_en',
      body: 'How was it?',
    });
    await tx
      .insert(messageEvents)
      .values({ companyId: company.id, sid: `SM${v7()}`, status: 'sent', raw: {} });
    await tx
      .insert(sessionContents)
      .values({ companyId: company.id, accountSid: 'AC', digest: 'd', contentSid: 'HX' });
    await tx
      .insert(orderMinimums)
      .values({ companyId: company.id, validFrom: '2020-12-01', validTo: '2020-12-31', leastGuests: 20 });
    await tx.insert(capacityLimits).values({ companyId: company.id, eventsAtOnce: 100 });
    await tx.insert(blockedDays).values({ companyId: company.id, day: '2020-12-25', reason: 'Christmas' });
    await tx.insert(counters).values({ companyId: company.id, name: 'test' });
    await tx.insert(onlineKeys).values({
      companyId: company.id,
      authTokenSealed: 'v1.sealed.sealed.sealed',
      mode: 'test',
      hint: '1234',
    });
    await tx
      .insert(providerEvents)
      .values({ companyId: company.id, identity: 'test', kind: 'test', outcome: 'ignored', raw: {} });
    await tx.insert(enquirySettings).values({
      companyId: company.id,
      formOn: true,
      formKey: v7(),
      consentWords: 'You may answer me.',
    });
    await tx.insert(taskTemplates).values({
      companyId: company.id,
      title: 'Load the van',
      dueFrom: 'start',
      dueAmount: -4,
      dueUnit: 'hours',
    });
    const importId = v7();
    await tx.insert(imports).values({
      id: importId,
      companyId: company.id,
      kind: 'customers',
      fileName: 'customers.csv',
      readAs: 'CSV, UTF-8, commas',
      heads: ['Name'],
      totalRows: 1,
      createdBy: company.manager.userId,
      sentBy: company.manager.userId,
    });
    await tx.insert(importRows).values({ companyId: company.id, importId, line: 2, cells: ['Yaa'] });
    await tx.insert(securitySettings).values({ companyId: company.id, opens: 6, closes: 22 });
    const event = { companyId: company.id, severity: 'low', quietUntil: new Date() } as const;
    await tx.insert(securityEvents).values([
      { ...event, rule: 'privilege' },
      { ...event, rule: 'large_export', userId: company.staff.userId },
    ]);
    await tx.insert(enquiryBlocks).values({ companyId: company.id, hash: 'a'.repeat(64) });
    await tx.insert(enquiries).values({ companyId: company.id, source: 'office', name: 'Yaa Asantewaa' });
  });
  // Agreed, and changed since.
  const agreed = await makeBooking(company.id, { status: 'confirmed', customerId: other.id });
  await actAs(company.system, (tx) =>
    tx.update(bookings).set({ dietary: 'No nuts' }).where(eq(bookings.id, agreed.id)),
  );
  await actAs(company.system, async (tx) => {
    const seriesId = v7();
    await tx.insert(bookingSeries).values({ id: seriesId, companyId: company.id, rhythm: 'week' });
    const place = {
      companyId: company.id,
      seriesId,
      bookingId: agreed.id,
      position: 1,
      plannedOn: '2030-01-01',
    };
    await tx.insert(seriesBookings).values(place);
  });
  const [kept, gone] = [await makeCustomer(company.id), await makeCustomer(company.id)];
  await actAs(company.manager, (tx) =>
    tx.execute(sql`select merge_customers(${v7()}::uuid, ${kept.id}::uuid, ${gone.id}::uuid)`),
  );
  const left = await makeCustomer(company.id, { name: 'Yaw Left' });
  await actAs(company.manager, async (tx) => {
    const { companyId, userId } = company.manager;
    await tx.insert(privacySettings).values({ companyId });
    await tx
      .insert(purposeTexts)
      .values({ companyId, purpose: 'marketing', version: 1, words: 'You may write to me.', madeBy: userId });
    for (const { id } of [left, await makeCustomer(company.id)])
      await tx
        .insert(erasures)
        .values({ companyId, customerId: id, why: 'asked', label: 'by the database', askedBy: userId });
  });
  const people = {
    manager: company.manager,
    staff: company.staff,
    client: clientOf(company, user.id, own.id),
    ...(laterRoles && {
      planner: await makeColleague(company, 'planner'),
      accountant: await makeColleague(company, 'accountant'),
      kitchen: await makeColleague(company, 'kitchen'),
      driver: await makeColleague(company, 'driver'),
    }),
  } as FilledCompany['people'];
  for (const actor of Object.values(people)) await fillPerson(actor, agreed.id);
  await actAs(company.system, (tx) => tx.execute(sql`select fold_activity('{}'::jsonb, now())`));
  return {
    ...company,
    people,
    userIds: [...Object.values(people).map(({ userId }) => userId), otherUser.id],
    client: people.client,
    clientBookings,
  };
}

const clientOf = (company: TestCompany, userId: string, customerId: string) => ({
  role: 'client' as const,
  companyId: company.id,
  userId,
  customerId,
});
