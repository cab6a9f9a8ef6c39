import 'server-only';
import { asc, eq, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { occasions } from '@/db/schema/occasions';
import type { Tx } from '@/db/session';
import { notFound } from '@/lib/platform/errors';
import { inTime } from '../load';

/** An occasion, locked: who changes what belongs to it waits here, before any booking is locked. Throws not_found. */
export async function lockOccasion(tx: Tx, id: string) {
  const [row] = await tx.select().from(occasions).where(eq(occasions.id, id)).for('update');
  if (!row) throw notFound('occasion');
  return row;
}

/** How many parts it has. */
export async function countParts(tx: Tx, occasionId: string): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(bookings)
    .where(eq(bookings.occasionId, occasionId));
  return row?.n ?? 0;
}

/**
 * The parts of an occasion in the order of their time; it is locked before them, and they in the order of their ids, as everybody
 * does. Throws not_found.
 */
export async function lockParts(tx: Tx, occasionId: string) {
  await lockOccasion(tx, occasionId);
  const rows = await tx
    .select()
    .from(bookings)
    .where(eq(bookings.occasionId, occasionId))
    .orderBy(asc(bookings.id))
    .for('update');
  return inTime(rows);
}
