import 'server-only';
import { count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { guestDiets } from '@/db/schema/diets';
import type { Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { lockBooking } from '../load';
import { mayEdit } from '../rules';
import { dietEdit, dietId, mostDiets, newDiet } from './schema';

/** Writes down what a guest of an open booking can't or won't eat; after confirmation the kitchen is told. Throws Refusal. */
export const addDiet = command({
  name: 'add diet',
  permission: 'bookings.update',
  input: newDiet,
  output: z.object({ id: z.uuid() }),
  write: async (tx, diet, actor) => {
    const { status } = await lockBooking(tx, diet.bookingId);
    mustAllow(mayEdit(status, actor.role));
    const [held] = await tx
      .select({ n: count() })
      .from(guestDiets)
      .where(eq(guestDiets.bookingId, diet.bookingId));
    if ((held?.n ?? 0) >= mostDiets)
      throw new Refusal(
        'conflict',
        `A booking holds up to ${mostDiets} diets. Put guests of one kind together.`,
      );
    const [row] = await tx
      .insert(guestDiets)
      .values({ ...diet, companyId: actor.companyId })
      .returning({ id: guestDiets.id });
    return { id: row?.id ?? '' };
  },
});

/** Changes it. Refuses what somebody else changed meanwhile. */
export const editDiet = command({
  name: 'edit diet',
  permission: 'bookings.update',
  input: dietEdit,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { id, version, ...diet }, actor) => {
    const found = await findDiet(tx, id);
    if (!found) throw notFound('diet');
    mustAllow(mayEdit((await lockBooking(tx, found.bookingId)).status, actor.role));
    // Whoever changes a booking's diets holds the booking, so that this is how it stays.
    const stored = await findDiet(tx, id);
    if (stored?.version !== version)
      throw new Refusal('conflict', 'Someone else changed this diet meanwhile. Look at it again.');
    await tx.update(guestDiets).set(diet).where(eq(guestDiets.id, id));
    return { id };
  },
});

/** Takes it off; twice is once. */
export const removeDiet = command({
  name: 'remove diet',
  permission: 'bookings.update',
  input: dietId,
  output: nothing,
  write: async (tx, { id }, actor) => {
    const stored = await findDiet(tx, id);
    if (!stored) return;
    mustAllow(mayEdit((await lockBooking(tx, stored.bookingId)).status, actor.role));
    await tx.delete(guestDiets).where(eq(guestDiets.id, id));
  },
});

async function findDiet(tx: Tx, id: string) {
  const [row] = await tx.select().from(guestDiets).where(eq(guestDiets.id, id));
  return row;
}
