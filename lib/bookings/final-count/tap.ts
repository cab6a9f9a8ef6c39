import 'server-only';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { guestsSet } from '@/lib/alerts/happenings';
import type { Queued } from '@/lib/messaging/events';
import type { Tap, Tapped } from '@/lib/messaging/inbound/taps';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { guestCountChanged } from '../alert-kinds';

/** The buttons under the request for the final count. */
export const finalCountTap: Tap = {
  understands: (payload) => payload.startsWith('count:'),
  take: takeFinalCount,
};

const thanks: Record<string, (guests: number) => string> = {
  en: (guests) => `Thank you. The kitchen plans for ${guests} guests.`,
  fr: (guests) => `Merci. La cuisine prévoit ${guests} invités.`,
  tw: (guests) => `Yɛda wo ase. Yɛresiesie ama ahɔhoɔ ${guests}.`,
};

/**
 * Takes a tap under the request for the final count, in the transaction that stores it: "that is final" becomes
 * the guaranteed number and is thanked for; "it has changed" calls a person. Repeating it changes nothing.
 * Returns the message to announce after the commit.
 */
async function takeFinalCount(tx: Tx, tap: Tapped): Promise<Queued | undefined> {
  const { companyId, customerId } = tap;
  const bookingId = tap.bookingId ?? (await newestAsked(tx, customerId));
  if (!bookingId) return undefined;
  const [booking] = await tx.select().from(bookings).where(eq(bookings.id, bookingId)).for('update');
  if (booking?.customerId !== customerId || booking.status !== 'confirmed') return undefined;
  if (tap.payload !== 'count:confirm') {
    const about = { bookingId, askedFor: booking.startsAt.toISOString() };
    await raiseAlert(tx, guestCountChanged, { companyId, about });
    return undefined;
  }
  await tx
    .update(bookings)
    .set({ guaranteedGuests: booking.guests })
    .where(and(eq(bookings.id, bookingId), isNull(bookings.guaranteedGuests)));
  await endAlerts(tx, companyId, guestsSet(bookingId));
  const { guests, startsAt } = booking;
  return thank(tx, { companyId, bookingId, customerId, guests, startsAt });
}

async function newestAsked(tx: Tx, customerId: string): Promise<string | undefined> {
  const [asked] = await tx
    .select({ bookingId: messages.bookingId })
    .from(messages)
    .where(and(eq(messages.customerId, customerId), eq(messages.kind, 'final_count')))
    .orderBy(desc(messages.createdAt))
    .limit(1);
  return asked?.bookingId ?? undefined;
}

async function thank(
  tx: Tx,
  {
    companyId,
    bookingId,
    customerId,
    guests,
    startsAt,
  }: { companyId: string; bookingId: string; customerId: string; guests: number; startsAt: Date },
): Promise<Queued | undefined> {
  const [customer] = await tx
    .select({ language: customers.language })
    .from(customers)
    .where(eq(customers.id, customerId));
  const say = thanks[customer?.language ?? 'en'] ?? thanks.en;
  const result = await queueMessage(tx, {
    companyId,
    customerId,
    bookingId,
    kind: 'staff_reply',
    onceKey: `final_count_thanks:${bookingId}:${guests}:${startsAt.toISOString()}`,
    text: { body: say?.(guests) ?? '' },
    asked: true,
  });
  return result.queued ? { companyId, ...result } : undefined;
}
