import 'server-only';
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { raiseAlert } from '../alerts';

const CANCELLING = /^\P{L}*(?:cancel|annul(?:er|ez|é)?)\P{L}*$/iu;

type Cancel = {
  companyId: string;
  customerId: string;
  conversationId: string;
  /** The booking of the message of ours that they replied to. */
  bookingId: string | null;
  body: string;
  at: Date;
};

/**
 * "Cancel" is the provider's word for no more messages, and the customer's for calling an event off. The opt-out
 * stands; where they replied to a message about a booking, or have one ahead, the office is told to ask.
 */
export async function tellOfCancel(
  tx: Tx,
  { companyId, customerId, conversationId, ...said }: Cancel,
): Promise<void> {
  if (!CANCELLING.test(said.body)) return;
  const own = and(eq(bookings.companyId, companyId), eq(bookings.customerId, customerId));
  const [booking] = await tx
    .select({ id: bookings.id, event: bookings.eventName, customer: customers.name })
    .from(bookings)
    .innerJoin(customers, and(eq(customers.companyId, companyId), eq(customers.id, bookings.customerId)))
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
  await raiseAlert(tx, {
    companyId,
    kind: 'may_want_to_cancel',
    key: `cancel:${booking.id}`,
    title: `${booking.customer} may want to cancel ${booking.event}`,
    detail: `They wrote “${said.body.trim().slice(0, 500)}”. It ended all messages to them; whether they meant the booking too, only a call tells. Conversation: /messages/${conversationId}`,
    href: `/bookings/${booking.id}`,
  });
}
