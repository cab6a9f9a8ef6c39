import 'server-only';
import { and, count, eq, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { bookingPhotos } from '@/db/schema/photos';
import { actAs, readAs, type Tx } from '@/db/session';
import { keepFiles, readFile, removeFiles, upload } from '@/lib/menu/pictures/keep-files';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound } from '@/lib/platform/errors';
import { lockBooking } from '../load';
import { mayTakePhoto } from './rules';

const photosOf = (tx: Tx, bookingId: string) =>
  tx
    .select({ n: count() })
    .from(bookingPhotos)
    .where(and(eq(bookingPhotos.bookingId, bookingId), isNull(bookingPhotos.removedAt)));

/**
 * Keeps a photo of an event. A booking that takes none is told before anything of the photo is read, and again when its
 * row is written. Throws Refusal for what isn't a picture.
 */
export const addPhoto = command({
  name: 'add photo',
  permission: 'bookings.advance',
  input: z.object({ bookingId: z.uuid(), read: upload }),
  run: async (actor, { bookingId, read }) => {
    const { companyId, userId } = actor;
    const [[booking], [taken]] = await readAs(actor, (tx) => [
      tx.select({ status: bookings.status }).from(bookings).where(eq(bookings.id, bookingId)),
      photosOf(tx, bookingId),
    ]);
    if (!booking) throw notFound('booking');
    mustAllow(mayTakePhoto(booking.status, taken?.n ?? 0));
    return keepFiles(actor, read, (kept) =>
      actAs(actor, async (tx) => {
        const { status } = await lockBooking(tx, bookingId);
        const [now] = await photosOf(tx, bookingId);
        mustAllow(mayTakePhoto(status, now?.n ?? 0));
        await tx.insert(bookingPhotos).values({ ...kept, companyId, bookingId, createdBy: userId });
      }),
    );
  },
});

/** Takes a photo away, or back again within a day; twice is once. */
export const removePhoto = command({
  name: 'remove photo',
  permission: 'bookings.advance',
  input: z.object({ id: z.uuid(), removed: z.boolean() }),
  output: nothing,
  write: async (tx, { id, removed }, _actor, at) => {
    const [photo] = await tx.select().from(bookingPhotos).where(eq(bookingPhotos.id, id));
    if (!photo) throw notFound('photo');
    if (removed === (photo.removedAt !== null)) return;
    const { status } = await lockBooking(tx, photo.bookingId);
    if (!removed) mustAllow(mayTakePhoto(status, (await photosOf(tx, photo.bookingId))[0]?.n ?? 0));
    await tx
      .update(bookingPhotos)
      .set({ removedAt: removed ? at : null })
      .where(eq(bookingPhotos.id, id));
  },
});

/** A photo's file, for the office. Throws not_found for others' and for one that was taken away. */
export const openPhoto = command({
  name: 'open photo',
  permission: 'runsheet.read',
  input: z.object({ id: z.uuid(), size: z.enum(['large', 'small']) }),
  run: async (actor, { id, size }) => {
    const [[row]] = await readAs(actor, (tx) => [
      tx
        .select({ id: bookingPhotos.id })
        .from(bookingPhotos)
        .where(and(eq(bookingPhotos.id, id), isNull(bookingPhotos.removedAt))),
    ]);
    const bytes = row && (await readFile(actor.companyId, id, size));
    if (!bytes) throw notFound('photo');
    return bytes;
  },
});

/** Forgets what was taken away a day ago, with its files. Answers how many. */
export async function sweepPhotos(companyId: string, at: Date): Promise<number> {
  const old = new Date(at.getTime() - 86_400_000);
  const gone = await actAs({ role: 'system', companyId, name: 'sweep-photos' }, (tx) =>
    tx.delete(bookingPhotos).where(lt(bookingPhotos.removedAt, old)).returning({ id: bookingPhotos.id }),
  );
  for (const { id } of gone) await removeFiles(companyId, id);
  return gone.length;
}
