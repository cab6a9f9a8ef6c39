import { createHash } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { alertRoles } from '../enums';
import { makeBooking, makeCustomer } from '../factories/booking';
import { makeColleague, makeCompany, makeUser, type TestCompany } from '../factories/company';
import { billOf } from '../factories/invoice';
import { bookingLines } from '../schema/booking-lines';
import { bookings } from '../schema/bookings';
import { blockedDays, capacityLimits, orderMinimums } from '../schema/capacity';
import { alerts, caseEvents, cases, vouchers } from '../schema/cases';
import { checkouts, onlineKeys, providerEvents } from '../schema/checkouts';
import { commentFiles, comments } from '../schema/comments';
import { counters } from '../schema/companies';
import { guestDiets } from '../schema/diets';
import { enquiries, enquiryBlocks, enquirySettings } from '../schema/enquiries';
import { feedback, feedbackDishes, feedbackRequests } from '../schema/feedback';
import { importRows, imports } from '../schema/imports';
import { exchangeRates, items, offerCosts, pictures } from '../schema/menu';
import { conversations, messageEvents, messages, sessionContents, templates } from '../schema/messaging';
import { accountCodes, cashCounts, invoices, payments } from '../schema/money';
import { occasions } from '../schema/occasions';
import { packageCourses, packageParts, packages } from '../schema/packages';
import { paperLinks } from '../schema/paper-links';
import { bookingPhotos } from '../schema/photos';
import { erasures, privacySettings, purposeTexts } from '../schema/privacy';
import { quotePapers, quotes } from '../schema/quotes';
import { securityEvents, securitySettings } from '../schema/security';
import { bookingSeries, seriesBookings } from '../schema/series';
import { bookingTasks, taskTemplates } from '../schema/tasks';
import { writeOffs } from '../schema/write-offs';
import { type Actor, actAs, type PersonActor } from '../session';
import { fillPerson } from './fill-person';

export type FilledCompany = TestCompany & {
  client: Extract<Actor, { role: 'client' }>;
  /** Somebody of each role. */
  people: { [R in PersonActor['role']]: Extract<PersonActor, { role: R }> };
  userIds: string[];
  /** Of the client. */
  clientBookings: string[];
};

/** A company with at least one row in every table, for a client of its own and for another customer. */
export async function fillCompany(): Promise<FilledCompany> {
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
    const told = { companyId: company.id, kind: 'test', title: 'Test', roles: [...alertRoles] };
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
    await tx
      .insert(securityEvents)
      .values({ companyId: company.id, rule: 'privilege', severity: 'low', quietUntil: new Date() });
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
    await tx
      .insert(erasures)
      .values({ companyId, customerId: left.id, why: 'asked', label: 'by the database', askedBy: userId });
  });
  const people = {
    manager: company.manager as FilledCompany['people']['manager'],
    staff: company.staff as FilledCompany['people']['staff'],
    planner: await makeColleague(company, 'planner'),
    accountant: await makeColleague(company, 'accountant'),
    kitchen: await makeColleague(company, 'kitchen'),
    driver: await makeColleague(company, 'driver'),
    client: clientOf(company, user.id, own.id),
  };
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

const sha256 = (of: string | Buffer) => createHash('sha256').update(of).digest('hex');

/** Gives the ids of their bookings: one that is asked for, one that was. */
async function fillCustomer(company: TestCompany, customerId: string): Promise<string[]> {
  const companyId = company.id;
  await actAs(company.manager, (tx) =>
    tx.insert(accountCodes).values({ companyId, account: 'revenue', code: '4000' }).onConflictDoNothing(),
  );
  await actAs(company.manager, (tx) =>
    tx
      .insert(cashCounts)
      .values({ companyId, day: '2026-01-02', counted: 0, countedBy: company.manager.userId }),
  );
  const startsAt = new Date(Date.now() - 48 * 3_600_000);
  const asked = await makeBooking(companyId, { customerId });
  const past = await makeBooking(companyId, { customerId, status: 'completed', startsAt });
  await actAs(company.system, async (tx) => {
    const [line] = await tx
      .select({ id: bookingLines.id })
      .from(bookingLines)
      .where(eq(bookingLines.bookingId, past.id))
      .limit(1);
    const [quoted] = await tx
      .select({ total: bookings.total })
      .from(bookings)
      .where(eq(bookings.id, asked.id));
    const quoteId = v7();
    await tx.insert(quotes).values({
      ...{ id: quoteId, companyId, bookingId: asked.id, number: 1, total: quoted?.total ?? 0 },
      document: { price: { total: quoted?.total } },
      ...{ status: 'sent', sentAt: new Date(startsAt.getTime() - 1), validUntil: startsAt },
      linkHash: asked.id.replaceAll('-', '').repeat(2),
    });
    const agreementHash = sha256('{}');
    await tx
      .update(quotes)
      .set({
        ...{ status: 'accepted', endedAt: new Date(startsAt.getTime() - 1), acceptedName: 'Ama' },
        ...{ agreement: '{}', agreementHash },
      })
      .where(eq(quotes.id, quoteId));
    const pdf = Buffer.from('%PDF-1.7');
    await tx.insert(quotePapers).values({ quoteId, companyId, agreementHash, pdf, sha256: sha256(pdf) });
    const occasionId = v7();
    await tx.insert(occasions).values({ id: occasionId, companyId, customerId, name: 'Ama marries Kofi' });
    await tx
      .update(bookings)
      .set({ occasionId })
      .where(inArray(bookings.id, [asked.id, past.id]));
    const ids = { companyId, bookingId: past.id, customerId };
    await tx.insert(bookingTasks).values({ companyId, bookingId: past.id, title: 'Count the forks' });
    await tx
      .insert(guestDiets)
      .values({ companyId, bookingId: past.id, guest: 'Table 4', avoids: ['peanuts'] });
    await tx
      .insert(bookingPhotos)
      .values({ companyId, bookingId: past.id, width: 4, height: 3, createdBy: company.manager.userId });
    const commentId = v7();
    const createdBy = company.manager.userId;
    await tx
      .insert(comments)
      .values({ id: commentId, companyId, bookingId: past.id, body: 'Call her', createdBy });
    await tx
      .insert(commentFiles)
      .values({ companyId, commentId, name: 'plan.pdf', kind: 'pdf', size: 9, createdBy });
    await tx.insert(payments).values({ companyId, bookingId: past.id, amount: 100, method: 'cash' });
    await tx.insert(checkouts).values({
      ...{ companyId, bookingId: past.id, purpose: 'amount', amount: 100, currency: 'GHS' },
      ...{ reference: past.id.replaceAll('-', ''), openedBy: 'office' },
    });
    const invoiceId = v7();
    await tx.insert(invoices).values({ ...(await billOf(tx, past.id)), id: invoiceId });
    const [bill] = await tx.select({ open: invoices.open }).from(invoices).where(eq(invoices.id, invoiceId));
    await tx.insert(writeOffs).values({
      ...{ companyId, invoiceId, amount: bill?.open ?? 0, reason: 'They moved away' },
      askedBy: company.staff.userId,
    });
    await tx.insert(paperLinks).values({ companyId, invoiceId, way: 'link' });
    await tx.insert(feedbackRequests).values({ ...ids, dueAt: startsAt });
    const feedbackId = v7();
    await tx.insert(feedback).values({ ...ids, id: feedbackId, rating: 2, source: 'whatsapp' });
    await tx.insert(feedbackDishes).values({ companyId, feedbackId, lineId: line?.id ?? '', liked: true });
    const conversationId = v7();
    await tx
      .insert(conversations)
      .values({ id: conversationId, companyId, customerId, address: `whatsapp:${customerId}` });
    await tx
      .insert(messages)
      .values({ ...ids, conversationId, direction: 'outbound', kind: 'staff_reply', status: 'waiting' });
    const caseId = v7();
    const soon = new Date(Date.now() + 3_600_000);
    await tx.insert(cases).values({
      ...ids,
      id: caseId,
      feedbackId,
      reason: 'low_rating',
      summary: 'Low',
      acknowledgeBy: soon,
      resolveBy: soon,
    });
    await tx.insert(caseEvents).values({ companyId, caseId, kind: 'opened' });
    await tx.insert(vouchers).values({ ...ids, code: v7(), rate: 1000, expiresAt: soon });
    const packageId = v7();
    await tx.insert(packages).values({ id: packageId, companyId, name: `Package ${packageId}`, price: 1000 });
    const courseId = v7();
    await tx.insert(packageCourses).values({ id: courseId, companyId, packageId, name: 'Mains', choose: 1 });
    await tx.insert(packageParts).values({ companyId, packageId, courseId, itemId: past.itemId });
    await tx.insert(offerCosts).values({ companyId, itemId: past.itemId, cost: 900 });
    const pictureId = v7();
    await tx.insert(pictures).values({ id: pictureId, companyId, width: 1200, height: 900 });
    await tx.update(items).set({ pictureId }).where(eq(items.id, past.itemId));
  });
  return [asked.id, past.id];
}
