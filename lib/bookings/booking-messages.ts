import 'server-only';
import { TZDate } from '@date-fns/tz';
import { and, asc, eq, gt, isNull, lt, notExists, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { bookingVariables } from '@/lib/messaging/templates/booking-words';
import type { BookingKind } from './message-kinds';

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'booking messages' }) as const;

async function loadBooking(tx: Tx, bookingId: string) {
  const [found] = await tx
    .select({
      id: bookings.id,
      customerId: bookings.customerId,
      status: bookings.status,
      reference: bookings.reference,
      eventName: bookings.eventName,
      startsAt: bookings.startsAt,
      venue: bookings.venue,
      guests: sql<number>`coalesce(${bookings.guaranteedGuests}, ${bookings.guests})`,
      total: bookings.total,
      customer: customers.name,
      language: customers.language,
      currency: companies.currency,
      timeZone: companies.timeZone,
      locale: companies.locale,
    })
    .from(bookings)
    .innerJoin(customers, eq(customers.id, bookings.customerId))
    .innerJoin(companies, eq(companies.id, bookings.companyId))
    .where(eq(bookings.id, bookingId));
  return found;
}

/**
 * Writes one of a booking's own messages into the outbox, once per booking and purpose. Returns what to
 * announce, undefined when it was there already or the booking isn't confirmed any more.
 */
export function queueBookingMessage(
  companyId: string,
  bookingId: string,
  purpose: BookingKind,
): Promise<Queued | undefined> {
  return actAs(systemOf(companyId), async (tx) => {
    const booking = await loadBooking(tx, bookingId);
    if (booking?.status !== 'confirmed') return undefined;
    const result = await queueMessage(tx, {
      companyId,
      customerId: booking.customerId,
      bookingId,
      kind: purpose,
      onceKey: `${purpose}:${bookingId}`,
      template: { purpose, variables: bookingVariables(booking) },
      asked: false,
    });
    return result.queued ? { companyId, ...result } : undefined;
  });
}

/** Reminders leave in the company's morning; later only when the morning was missed. */
const morning = { from: 9, until: 20 };
/** The kitchen asks a week ahead, and no later than 3 days before. */
const countWindow = { mostDays: 7, leastDays: 3 };
const dayMs = 86_400_000;

/**
 * Bookings of a company that should get a message about their event now: tomorrow's without a reminder, and
 * next week's without a final count. Empty outside of the company's day.
 */
export function findEventsToAnnounce(
  companyId: string,
  now: Date,
): Promise<{ bookingId: string; purpose: BookingKind }[]> {
  return actAs(systemOf(companyId), async (tx) => {
    const [company] = await tx
      .select({ timeZone: companies.timeZone })
      .from(companies)
      .where(eq(companies.id, companyId));
    const zone = company?.timeZone ?? 'UTC';
    const hour = new TZDate(now, zone).getHours();
    if (!company || hour < morning.from || hour >= morning.until) return [];
    const [from, until] = [startOfDay(now, zone, 1), startOfDay(now, zone, 2)];
    const tomorrow = await startingIn(tx, { companyId, purpose: 'event_reminder', from, until });
    const counted = await startingIn(tx, {
      companyId,
      purpose: 'final_count',
      from: startOfDay(now, zone, countWindow.leastDays),
      until: new Date(startOfDay(now, zone, countWindow.mostDays).getTime() + dayMs),
    });
    return [
      ...tomorrow.map(({ id }) => ({ bookingId: id, purpose: 'event_reminder' as const })),
      ...counted.map(({ id }) => ({ bookingId: id, purpose: 'final_count' as const })),
    ];
  });
}

function startOfDay(now: Date, zone: string, daysOn: number): Date {
  const local = new TZDate(now, zone);
  return new Date(
    new TZDate(local.getFullYear(), local.getMonth(), local.getDate() + daysOn, zone).getTime(),
  );
}

function startingIn(
  tx: Tx,
  { companyId, purpose, from, until }: { companyId: string; purpose: BookingKind; from: Date; until: Date },
) {
  const said = tx
    .select({ one: sql`1` })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, companyId),
        eq(messages.bookingId, bookings.id),
        eq(messages.direction, 'outbound'),
        eq(messages.kind, purpose),
      ),
    );
  return tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.companyId, companyId),
        eq(bookings.status, 'confirmed'),
        sql`${bookings.startsAt} >= ${from.toISOString()}::timestamptz`,
        lt(bookings.startsAt, until),
        purpose === 'final_count' ? isNull(bookings.guaranteedGuests) : gt(bookings.guests, 0),
        notExists(said),
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(300);
}
