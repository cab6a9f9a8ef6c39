import { createHash } from 'node:crypto';
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { makeBooking } from '../factories/booking';
import type { TestCompany } from '../factories/company';
import { billOf } from '../factories/invoice';
import { bookingLines } from '../schema/booking-lines';
import { bookings } from '../schema/bookings';
import { caseEvents, cases, vouchers } from '../schema/cases';
import { checkoutParts, checkouts } from '../schema/checkouts';
import { commentFiles, comments } from '../schema/comments';
import { guestDiets } from '../schema/diets';
import { feedback, feedbackDishes, feedbackRequests } from '../schema/feedback';
import { items, offerCosts, pictures } from '../schema/menu';
import { conversations, messages } from '../schema/messaging';
import { accountCodes, cashCounts, invoices, payments } from '../schema/money';
import { occasions } from '../schema/occasions';
import { packageCourses, packageParts, packages } from '../schema/packages';
import { paperLinks } from '../schema/paper-links';
import { bookingPhotos } from '../schema/photos';
import { occasionQuotes, quotePapers, quotes } from '../schema/quotes';
import { bookingTasks } from '../schema/tasks';
import { writeOffs } from '../schema/write-offs';
import { actAs } from '../session';

const sha256 = (of: string | Buffer) => createHash('sha256').update(of).digest('hex');

/** Gives the ids of their bookings: one that is asked for, one that was. */
export async function fillCustomer(company: TestCompany, customerId: string): Promise<string[]> {
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
      .where(and(eq(bookingLines.bookingId, past.id), isNotNull(bookingLines.itemId)))
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
    const work = ['Count the forks', 'Count the spoons', 'Count the knives'];
    await tx.insert(bookingTasks).values(work.map((title) => ({ companyId, bookingId: past.id, title })));
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
    const checkoutId = v7();
    await tx.insert(checkouts).values({
      ...{ id: checkoutId, companyId, bookingId: past.id, purpose: 'amount', amount: 100, currency: 'GHS' },
      ...{ reference: past.id.replaceAll('-', ''), openedBy: 'office' },
    });
    await tx
      .insert(checkoutParts)
      .values([past, asked].map(({ id }) => ({ companyId, checkoutId, bookingId: id })));
    const invoiceId = v7();
    await tx.insert(invoices).values({ ...(await billOf(tx, past.id)), id: invoiceId });
    const [bill] = await tx.select({ open: invoices.open }).from(invoices).where(eq(invoices.id, invoiceId));
    await tx.insert(writeOffs).values({
      ...{ companyId, invoiceId, amount: bill?.open ?? 0, reason: 'They moved away' },
      askedBy: company.staff.userId,
    });
    await tx.insert(paperLinks).values({ companyId, invoiceId, way: 'link' });
    await tx.insert(occasionQuotes).values({
      id: v7(),
      companyId,
      occasionId,
      reference: `${asked.id.slice(-12)}-O1`,
      name: 'Ama marries Kofi',
    });
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
