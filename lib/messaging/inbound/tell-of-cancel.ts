import 'server-only';
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { mayWantToCancel } from '../alert-kinds';

const cancelling = /^\P{L}*(?:cancel|annul(?:er|ez|é)?)\P{L}*$/iu;

type Cancel = {
  companyId: string;
  customerId: string;
  /** The booking of the message of ours that they replied to. */
  bookingId: string | null;
  body: string;
  at: Date;
};

/**
 * "Cancel" is the provider's word for no more messages, and the customer's for calling an event off. The opt-out
 * stands; where they replied to a message about a booking, or have one ahead, the office is told to ask.
 */
export async function tellOfCancel(tx: Tx, { companyId, customerId, ...said }: Cancel): Promise<void> {
  if (!cancelling.test(said.body)) return;
  const own = and(eq(bookings.companyId, companyId), eq(bookings.customerId, customerId));
  const [booking] = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        own,
        inArray(bookings.status, ['enquiry', 'quoted', 'confirmed', 'in_progress']),
        said.bookingId ? eq(bookings.id, said.bookingId) : gt(bookings.startsAt, said.at),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(1);
  if (!booking) return;
  await raiseAlert(tx, mayWantToCancel, {
    companyId,
    about: { bookingId: booking.id, said: said.body.trim().slice(0, 500) },
  });
}
