import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { occasions } from '@/db/schema/occasions';
import type { Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { lockBooking } from '../load';
import { addBooking, officeBooking } from '../mutations';
import { countParts, lockOccasion } from './load';
import { mayJoin } from './rules';
import { joinInput, leaveInput, partInput, renameInput } from './schema';

type Booking = typeof bookings.$inferSelect;
type Whose = Pick<typeof occasions.$inferSelect, 'id' | 'customerId'>;

/**
 * Books another part of an occasion: a booking of its own for the same customer. Where the first one is of none yet, both begin
 * one by the name given. Throws as `createBooking` does.
 */
export const addPart = command({
  name: 'add part of occasion',
  permission: 'bookings.create',
  input: partInput,
  output: officeBooking,
  write: async (tx, { of, name, booking }, actor, at) => {
    const held = await placeOf(tx, of);
    const occasion = held ? await lockOccasion(tx, held) : undefined;
    const first = await lockBooking(tx, of);
    if (first.occasionId !== held)
      throw new Refusal('conflict', 'Somebody put this booking elsewhere meanwhile. Try again.');
    if (booking.customerId !== first.customerId)
      throw refuseField('customerId', 'The parts of an occasion are one customer’s.');
    if (!occasion && !name) throw refuseField('occasionName', 'Name the occasion.');
    const joined = occasion ?? (await begin(tx, first, name ?? ''));
    const made = await addBooking(tx, booking, actor, at);
    await join(tx, { id: made.id, occasionId: null, customerId: made.customerId }, joined);
    return made;
  },
});

/** Takes a booking into an occasion of its customer, or begins one with it. Throws Refusal. */
export const joinOccasion = command({
  name: 'take booking into occasion',
  permission: 'bookings.update',
  input: joinInput,
  output: z.object({ occasionId: z.uuid() }),
  write: async (tx, { bookingId, occasionId, name }) => {
    const occasion = occasionId ? await lockOccasion(tx, occasionId) : undefined;
    const booking = await lockBooking(tx, bookingId);
    if (!occasion) return { occasionId: (await begin(tx, booking, name ?? '')).id };
    await join(tx, booking, occasion);
    return { occasionId: occasion.id };
  },
});

/** Takes a booking out of its occasion; the booking stays as it is. An occasion without parts is gone (trigger). */
export const leaveOccasion = command({
  name: 'take booking out of occasion',
  permission: 'bookings.update',
  input: leaveInput,
  output: z.object({ left: z.number() }),
  write: async (tx, { bookingId }) => {
    const occasionId = await placeOf(tx, bookingId);
    if (!occasionId) throw new Refusal('conflict', 'This booking is of no occasion.');
    await lockOccasion(tx, occasionId);
    await tx.update(bookings).set({ occasionId: null }).where(eq(bookings.id, bookingId));
    return { left: await countParts(tx, occasionId) };
  },
});

/** Calls an occasion something else. */
export const renameOccasion = command({
  name: 'rename occasion',
  permission: 'bookings.update',
  input: renameInput,
  output: nothing,
  write: async (tx, { id, name }) => {
    await lockOccasion(tx, id);
    await tx.update(occasions).set({ name }).where(eq(occasions.id, id));
  },
});

/** Which occasion a booking is of, if it is of one. Throws not_found. */
async function placeOf(tx: Tx, bookingId: string): Promise<string | null> {
  const [row] = await tx
    .select({ occasionId: bookings.occasionId })
    .from(bookings)
    .where(eq(bookings.id, bookingId));
  if (!row) throw notFound('booking');
  return row.occasionId;
}

/** Begins an occasion with a locked booking; nobody else knows of it before the commit. */
async function begin(tx: Tx, booking: Booking, name: string): Promise<Whose> {
  const { companyId, customerId } = booking;
  const occasion = { id: v7(), companyId, customerId, name };
  await tx.insert(occasions).values(occasion);
  await join(tx, booking, occasion);
  return occasion;
}

/** Makes a booking a part of a locked occasion. */
async function join(
  tx: Tx,
  booking: Pick<Booking, 'id' | 'occasionId' | 'customerId'>,
  { id, customerId }: Whose,
): Promise<void> {
  mustAllow(mayJoin(booking, { id, customerId, parts: await countParts(tx, id) }));
  await tx.update(bookings).set({ occasionId: id }).where(eq(bookings.id, booking.id));
}
