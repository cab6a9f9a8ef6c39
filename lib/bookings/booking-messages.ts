import 'server-only';
import { and, asc, eq, gt, inArray, isNull, lt, notExists, or, type SQL, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { queueMessage, reviveMessage } from '@/lib/messaging/outbox/queue';
import { isDaytime } from '@/lib/messaging/outbox/quiet-hours';
import { gone, loadTold } from '@/lib/messaging/outbox/told-start';
import { bookingVariables } from '@/lib/messaging/templates/booking-words';
import { dayKey } from '@/lib/platform/format/dates';
import { instantAt, wallClock } from '@/lib/platform/format/zones';
import { addDays, type Day } from './calendar/days';
import { finalCountDay } from './final-count/rules';
import { type BookingKind, bookingKindNames } from './message-kinds';

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
 * Writes one of a booking's own messages into the outbox, once for what it is about: a confirmation and a
 * cancellation for the booking, a reminder for each start, news of a move for each start that the customer was told.
 * Returns what to announce, undefined when it was there already or there is nothing to say.
 */
export function queueBookingMessage(
  companyId: string,
  bookingId: string,
  purpose: BookingKind,
): Promise<Queued | undefined> {
  return actAs(systemOf(companyId), async (tx) => {
    const booking = await loadBooking(tx, bookingId);
    if (booking?.status !== (purpose === 'booking_cancelled' ? 'cancelled' : 'confirmed')) return undefined;
    const told = (await loadTold(tx, [bookingId], bookingKindNames)).get(bookingId)?.[0];
    const onceKey = keyOf(purpose, booking, told?.messageId);
    // One that still waits is worded when it goes out, from the record of that time.
    if (!onceKey || (await isWaiting(tx, bookingId, purpose))) return undefined;
    if (purpose === 'booking_moved' && told?.aboutStart.getTime() === booking.startsAt.getTime())
      return undefined;
    const result = await queueMessage(tx, {
      companyId,
      customerId: booking.customerId,
      bookingId,
      kind: purpose,
      onceKey,
      aboutStart: booking.startsAt,
      template: { purpose, variables: bookingVariables(booking, told?.aboutStart) },
      asked: false,
    });
    if (result.queued) return { companyId, ...result };
    const turn = purpose === 'booking_moved' ? await reviveMessage(tx, result.messageId) : undefined;
    return turn === undefined ? undefined : { companyId, ...result, turn };
  });
}

/** What makes a message the only one of its sort; undefined where the customer knows of nothing to be corrected. */
function keyOf(
  purpose: BookingKind,
  { id, startsAt }: { id: string; startsAt: Date },
  toldBy: string | undefined,
): string | undefined {
  switch (purpose) {
    case 'booking_confirmation':
      return `booking_confirmation:${id}`;
    case 'booking_cancelled':
      return toldBy && `booking_cancelled:${id}`;
    case 'booking_moved':
      return toldBy && `booking_moved:${id}:${toldBy}`;
    default:
      return `${purpose}:${id}:${startsAt.toISOString()}`;
  }
}

async function isWaiting(tx: Tx, bookingId: string, purpose: BookingKind): Promise<boolean> {
  const [row] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.bookingId, bookingId), eq(messages.kind, purpose), eq(messages.status, 'waiting')))
    .limit(1);
  return row !== undefined;
}

/** Reminders leave in the company's morning; later only when the morning was missed. */
const lastHour = 20;
/** The kitchen asks some days before the final count is due, and no later than 3 days before the event. */
const countWindow = { daysBeforeDue: 4, leastDays: 3 };

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
      .select({ timeZone: companies.timeZone, finalCountDays: companies.finalCountDays })
      .from(companies)
      .where(eq(companies.id, companyId));
    if (!company || !isDaytime(now, company.timeZone, lastHour)) return [];
    const zone = company.timeZone;
    const [from, until] = [startOfDay(now, zone, 1), startOfDay(now, zone, 2)];
    const tomorrow = await startingIn(tx, { companyId, purpose: 'event_reminder', from, until });
    const counted = await startingIn(tx, {
      companyId,
      purpose: 'final_count',
      from: startOfDay(now, zone, countWindow.leastDays),
      until: startOfDay(now, zone, daysAheadOfCount(dayKey(now, zone), company.finalCountDays)),
    });
    return [
      ...tomorrow.map(({ id }) => ({ bookingId: id, purpose: 'event_reminder' as const })),
      ...counted.map(({ id }) => ({ bookingId: id, purpose: 'final_count' as const })),
    ];
  });
}

/** So many days from today begins the first day for whose events it is too early to ask. */
function daysAheadOfCount(today: Day, businessDays: number): number {
  const last = addDays(today, countWindow.daysBeforeDue);
  let ahead = countWindow.daysBeforeDue;
  while (finalCountDay(addDays(today, ahead), businessDays) <= last) ahead += 1;
  return ahead;
}

function startOfDay(now: Date, zone: string, daysOn: number): Date {
  const { year, month, day } = wallClock(zone, now.getTime());
  return new Date(instantAt(zone, { year, month, day: day + daysOn }));
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
        // What was said of another start says nothing of this one.
        or(isNull(messages.aboutStart), eq(messages.aboutStart, bookings.startsAt)),
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

/** Changes of this long ago are nobody's lost event any more. */
const changedWithin = '2 days';
/** An event is on its way to whoever changed the booking just now. */
const onItsWay = '2 minutes';

/**
 * Bookings of a company whose customer knows less than the record: confirmed, moved or cancelled of late, and no
 * message says so, since the event that should have made one was lost.
 */
export function findUntoldChanges(
  companyId: string,
  now: Date,
): Promise<{ bookingId: string; purpose: BookingKind }[]> {
  const time = sql`${now.toISOString()}::timestamptz`;
  const of = (condition: SQL | undefined) =>
    and(eq(bookings.companyId, companyId), gt(bookings.startsAt, now), condition);
  const recent = (
    at: typeof bookings.confirmedAt | typeof bookings.cancelledAt | typeof bookings.updatedAt,
  ) =>
    sql`${at} between ${time} - interval '${sql.raw(changedWithin)}' and ${time} - interval '${sql.raw(onItsWay)}'`;
  const said = (purpose: BookingKind) => sql`exists (select from ${messages} m
    where m.company_id = ${bookings.companyId} and m.booking_id = ${bookings.id} and m.kind = ${purpose})`;
  const list = sql.join(
    gone.map((state) => sql`${state}`),
    sql`, `,
  );
  const kinds = sql.join(
    bookingKindNames.map((kind) => sql`${kind}`),
    sql`, `,
  );
  const told = sql`(select m.about_start from ${messages} m where m.company_id = ${bookings.companyId}
    and m.booking_id = ${bookings.id} and m.status in (${list}) and m.kind in (${kinds}) and m.about_start is not null
    order by coalesce(m.claimed_at, m.created_at) desc, m.id desc limit 1)`;
  return actAs(systemOf(companyId), async (tx) => {
    const find = async (purpose: BookingKind, condition: SQL | undefined) => {
      const rows = await tx
        .select({ bookingId: bookings.id })
        .from(bookings)
        .where(of(condition))
        .orderBy(asc(bookings.startsAt))
        .limit(300);
      return rows.map(({ bookingId }) => ({ bookingId, purpose }));
    };
    return [
      ...(await find(
        'booking_confirmation',
        and(
          eq(bookings.status, 'confirmed'),
          recent(bookings.confirmedAt),
          sql`not ${said('booking_confirmation')}`,
        ),
      )),
      ...(await find(
        'booking_moved',
        and(
          eq(bookings.status, 'confirmed'),
          recent(bookings.updatedAt),
          sql`${told} <> ${bookings.startsAt}`,
        ),
      )),
      ...(await find(
        'booking_cancelled',
        and(
          inArray(bookings.status, ['cancelled']),
          recent(bookings.cancelledAt),
          sql`${told} is not null and not ${said('booking_cancelled')}`,
        ),
      )),
    ];
  });
}
