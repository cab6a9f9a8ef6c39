import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { bookings } from '@/db/schema/bookings';
import { quotes } from '@/db/schema/quotes';
import { actAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { confirmLocked } from '@/lib/bookings/confirm';
import { announceBooking } from '@/lib/bookings/events';
import { headsOf } from '@/lib/bookings/heads';
import { lockBooking } from '@/lib/bookings/load';
import { Refusal } from '@/lib/platform/errors';
import { quoteStuck } from './alert-kinds';
import { agreedOptions, priceWith, type QuoteDocument } from './document-rules';
import { quoteOf } from './save-quotes';
import { withSavepoint } from './with-savepoint';

type BookingRef = { companyId: string; bookingId: string };
const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'quote deposits' }) as const;

/**
 * Confirms a booking that a customer accepted and that waited for its deposit, once that has come: by the rule of the office, as it
 * was accepted. Where it can't be, a person is called. Gives whether it is confirmed by this; told twice, it does it once.
 */
export async function confirmPaid({ companyId, bookingId }: BookingRef, at: Date): Promise<boolean> {
  const actor = systemOf(companyId);
  const confirmed = await actAs(actor, async (tx) => {
    const booking = await lockBooking(tx, bookingId).catch(nothingIfGone);
    if (booking?.status !== 'quoted' || !booking.agreedAt || booking.paid < booking.deposit) return false;
    const accepted = await findAccepted(tx, bookingId);
    if (!accepted) return false;
    const { document, acceptedName, agreement, id: quoteId } = accepted;
    const why = await withSavepoint(tx, async () => {
      if (!isAsAccepted(booking, document, agreedOptions(agreement) ?? []))
        throw new Refusal('conflict', 'The booking was changed after that.');
      await confirmLocked(tx, actor, booking, { at });
    });
    if (why === undefined) return true;
    const about = { bookingId, quoteId, quote: document.reference, by: acceptedName ?? document.customer };
    await raiseAlert(tx, quoteStuck, { companyId, about: { ...about, why } });
    return false;
  });
  if (confirmed) await announceBooking('confirmed', { companyId, bookingId });
  return confirmed;
}

function nothingIfGone(error: unknown): undefined {
  if (error instanceof Refusal && error.code === 'not_found') return undefined;
  throw error;
}

/** The last quote of a booking that its customer accepted. */
async function findAccepted(tx: Tx, bookingId: string) {
  const [row] = await tx
    .select()
    .from(quotes)
    .where(and(eq(quotes.bookingId, bookingId), eq(quotes.status, 'accepted')))
    .orderBy(sql`${quotes.number} desc`)
    .limit(1);
  return row && quoteOf(row);
}

/** Whether a booking is still what was accepted: when, where, for how many and for how much. */
function isAsAccepted(
  booking: typeof bookings.$inferSelect,
  document: QuoteDocument,
  options: readonly string[],
): boolean {
  const { event } = document;
  return (
    booking.total === priceWith(document, options).total &&
    booking.startsAt.toISOString() === event.startsAt &&
    booking.venue === event.venue &&
    headsOf(booking).guests === event.guests
  );
}

/** News of a payment is on its way this long. */
const onItsWay = '1 minute';

/**
 * Bookings of a company that still wait though their deposit has come, since the news of it was lost; without those of which
 * somebody was told that they can't be confirmed.
 */
export function findPaidAndWaiting(companyId: string, now: Date): Promise<string[]> {
  const time = sql`${now.toISOString()}::timestamptz`;
  return actAs(systemOf(companyId), async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`
      select b.id from bookings b where b.company_id = ${companyId} and b.status = 'quoted' and b.agreed_at is not null and b.paid >= b.deposit
        and b.updated_at < ${time} - ${onItsWay}::interval
        and not exists (select from quotes q join alerts a on a.company_id = q.company_id and a.created_at >= b.agreed_at
            and a.key = 'quote_stuck:' || q.id
          where q.company_id = b.company_id and q.booking_id = b.id and q.status = 'accepted')
      order by b.id limit 200`);
    return rows.map(({ id }) => id);
  });
}
