import 'server-only';
import { and, asc, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import type { ThingRef } from '@/lib/menu/thing-ref';
import { notFound } from '@/lib/platform/errors';
import type { StoredLine } from './plan';

/** The booking's row, locked until the transaction ends. Throws not_found for other companies' ids too. */
export async function lockBooking(tx: Tx, id: string) {
  const [row] = await tx.select().from(bookings).where(eq(bookings.id, id)).for('update');
  if (!row) throw notFound('booking');
  return row;
}

/** Several of them, locked in the order of their ids so that no two wait for each other; what isn't there is left out. */
export const lockBookings = (tx: Tx, ids: readonly string[]) =>
  tx
    .select()
    .from(bookings)
    .where(inArray(bookings.id, [...ids]))
    .orderBy(asc(bookings.id))
    .for('update');

/** Bookings in the order of their time. */
export const inTime = <T extends { id: string; startsAt: Date }>(rows: readonly T[]): T[] =>
  rows.toSorted((one, two) => one.startsAt.getTime() - two.startsAt.getTime() || (one.id < two.id ? -1 : 1));

/** A booking's lines in their order. */
export async function loadLines(tx: Tx, bookingId: string): Promise<StoredLine[]> {
  const rows = await tx
    .select()
    .from(bookingLines)
    .where(eq(bookingLines.bookingId, bookingId))
    .orderBy(asc(bookingLines.position), asc(bookingLines.id));
  return rows.map(storedLine);
}

/** What a row of the table is a line of; the database sees to it that one of the three is there. */
function thingIn({ itemId, serviceId, packageId }: typeof bookingLines.$inferSelect): ThingRef {
  if (packageId) return { kind: 'package', id: packageId };
  return serviceId ? { kind: 'service', id: serviceId } : { kind: 'dish', id: itemId ?? '' };
}

/** A row of the table as rules know it. */
export function storedLine(row: typeof bookingLines.$inferSelect): StoredLine {
  const { id, kind, name, unitPrice, listedPrice, discountRate, priceReason } = row;
  const { unit, feeds, minimumOrder, quantity, notes, follows, whom } = row;
  return {
    id,
    kind,
    name,
    unitPrice,
    listedPrice,
    discountRate,
    priceReason,
    unit,
    feeds,
    minimumOrder,
    quantity,
    notes,
    follows,
    whom,
    thing: thingIn(row),
    choices: row.choices ?? undefined,
  };
}

type Slot = { id: string; companyId: string; venue: string; startsAt: Date; endsAt: Date };

/** As the generated column `venue_key` writes it. */
const keyOf = (venue: string) => sql`venue_key_of(${venue})`;

/**
 * The confirmed booking that holds this venue at that time, if any. Waits for others who are deciding about
 * the same venue, so that of several at once each sees what the one before made of it; the exclusion
 * constraint would refuse them too, but only after a deadlock's timeout.
 */
export async function findOverlap(tx: Tx, slot: Slot) {
  const key = keyOf(slot.venue);
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${slot.companyId}::text || ':' || ${key}, 0))`,
  );
  const [other] = await tx
    .select({
      reference: bookings.reference,
      eventName: bookings.eventName,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
    })
    .from(bookings)
    .where(
      and(
        eq(bookings.venueKey, key),
        ne(bookings.id, slot.id),
        inArray(bookings.status, ['confirmed', 'in_progress']),
        lt(bookings.startsAt, slot.endsAt),
        gt(bookings.endsAt, slot.startsAt),
      ),
    )
    .limit(1);
  return other;
}

/** How many dishes a booking has. */
export async function countMenuLines(tx: Tx, bookingId: string): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(bookingLines)
    .where(and(eq(bookingLines.bookingId, bookingId), eq(bookingLines.kind, 'menu')));
  return row?.n ?? 0;
}
