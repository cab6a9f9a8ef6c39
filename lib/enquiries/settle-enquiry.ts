import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { enquiries, enquiryBlocks } from '@/db/schema/enquiries';
import { customers } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { enquirySettled } from '@/lib/alerts/happenings';
import { callOff } from '@/lib/bookings/cancelling/call-off';
import { announceBooking } from '@/lib/bookings/events';
import { addBooking, officeBooking } from '@/lib/bookings/mutations';
import { consentOf, recordConsent } from '@/lib/messaging/consent/record-consent';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { lockEnquiry } from './load';
import { spamHashes } from './public/spam';
import { mayBook, mayLose, mayMarkSpam, stageWords } from './rules';
import { bookInput, linkInput, loseInput, spamInput } from './schema';
import { lostWords } from './words';

type Row = Awaited<ReturnType<typeof lockEnquiry>>;

/**
 * Makes the booking of an enquiry, in one transaction with its customer; nothing is typed a second time. The database
 * ties both, so that of two people who book it at once one is refused. Throws as `createBooking` does.
 */
export const bookEnquiry = command({
  name: 'book enquiry',
  permission: 'bookings.create',
  input: bookInput,
  output: officeBooking,
  write: async (tx, { id, booking }, actor, at) => {
    const row = await lockEnquiry(tx, id);
    mustAllow(mayBook(row));
    // A cancelled booking stays with its own story.
    if (row.bookingId)
      await escalate(actor, tx, () =>
        tx
          .update(enquiries)
          .set({ bookingId: null, ...(row.stage === 'lost' ? reopened : {}) })
          .where(eq(enquiries.id, id)),
      );
    await tx.execute(sql`select set_config('app.enquiry_id', ${id}, true)`);
    const made = await addBooking(tx, booking, actor, at);
    await escalate(actor, tx, async () => {
      await takeConsent(tx, row, made.customerId);
      await endAlerts(tx, actor.companyId, enquirySettled(id));
    });
    return made;
  },
});

const reopened = { stage: 'negotiation', lostReason: null, lostNote: null } as const;

/** Says whose enquiry it is: what a stranger typed is theirs only by the office's word. */
export const linkCustomer = command({
  name: 'link enquiry',
  permission: 'enquiries.work',
  input: linkInput,
  output: nothing,
  write: async (tx, { id, customerId }, actor) => {
    const row = await lockEnquiry(tx, id);
    if (row.bookingId) throw new Refusal('conflict', 'It belongs to its booking’s customer.');
    if (row.spamAt) throw new Refusal('conflict', 'This is marked as spam. Take the mark off first.');
    const [customer] = await tx.select().from(customers).where(eq(customers.id, customerId));
    if (!customer || customer.anonymisedAt) throw notFound('customer');
    await tx.update(enquiries).set({ customerId }).where(eq(enquiries.id, id));
    await escalate(actor, tx, () => takeConsent(tx, row, customerId));
  },
});

/** What was agreed to on the form holds for who it was; an opt-out is never undone by it. */
async function takeConsent(tx: Tx, row: Row, customerId: string): Promise<void> {
  if (row.consentVersion === null) return;
  const { companyId, phone, email } = row;
  for (const channel of [...(phone ? (['whatsapp'] as const) : []), ...(email ? (['email'] as const) : [])]) {
    if ((await consentOf(tx, customerId, channel)) !== 'none') continue;
    await recordConsent(tx, {
      companyId,
      customerId,
      channel,
      state: 'granted',
      source: 'booking_form',
      textVersion: `enquiry-form-${row.consentVersion}`,
    });
  }
}

/** Gives an enquiry up, with why. A booking that was only asked for or quoted is cancelled with it. */
export const loseEnquiry = command({
  name: 'lose enquiry',
  permission: 'enquiries.work',
  input: loseInput,
  output: z.object({ from: z.string(), cancelled: z.boolean() }),
  write: async (tx, { id, reason, note }, actor, at) => {
    const row = await lockEnquiry(tx, id);
    const { cancels } = mustAllow(mayLose(row));
    const bookingId = cancels ? row.bookingId : null;
    if (bookingId) {
      await tx.execute(sql`select set_config('app.lost_reason', ${reason}, true)`);
      await callOff(tx, { id: bookingId, reason: note ?? lostWords[reason] }, actor, at);
    }
    const settled = { stage: 'lost', stageAt: at, lostReason: reason, lostNote: note } as const;
    await tx
      .update(enquiries)
      .set({ ...settled, followUpOn: null, followUpNote: null })
      .where(eq(enquiries.id, id));
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, enquirySettled(id)));
    return { from: stageWords[row.stage], cancelled: bookingId !== null, bookingId };
  },
  after: async ({ bookingId }, { companyId }) => {
    if (bookingId) await announceBooking('cancelled', { companyId, bookingId });
  },
});

/** Marks as spam, so that the like isn't taken again, or takes the mark off. What is kept of it for that is a hash. */
export const markSpam = command({
  name: 'mark enquiry as spam',
  permission: 'enquiries.work',
  input: spamInput,
  output: nothing,
  write: async (tx, { id, spam }, actor, at) => {
    const row = await lockEnquiry(tx, id);
    if (spam) mustAllow(mayMarkSpam(row));
    const { companyId } = row;
    await escalate(actor, tx, async () => {
      for (const hash of spamHashes(row)) {
        if (spam) await tx.insert(enquiryBlocks).values({ companyId, hash }).onConflictDoNothing();
        else await tx.delete(enquiryBlocks).where(eq(enquiryBlocks.hash, hash));
      }
      await tx
        .update(enquiries)
        .set({ spamAt: spam ? at : null })
        .where(eq(enquiries.id, id));
      await endAlerts(tx, actor.companyId, enquirySettled(id));
    });
  },
});
