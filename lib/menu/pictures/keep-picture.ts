import 'server-only';
import { and, eq, lt, notExists, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { items, pictures, services } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import { type Actor, actAs, readAs } from '@/db/session';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { command } from '@/lib/platform/command';
import { notFound } from '@/lib/platform/errors';
import { store } from '@/lib/platform/store/store';
import { type PictureSize, readPicture } from './read-picture';

/** Each one costs a second of a processor. */
const mostPictures = { limit: 60, windowSeconds: 600 };
const tooMany = 'That is a lot of pictures at once. Wait ten minutes, then go on.';

const keyOf = (companyId: string, id: string, size: PictureSize) => `${companyId}/${id}/${size}.webp`;

/**
 * Keeps a picture in two sizes, for a dish, service or package that is saved with its id afterwards. The files come first: a row
 * always has them. Throws Refusal for what isn't a picture.
 */
export const addPicture = command({
  name: 'add picture',
  permission: 'menu.write',
  input: z.object({ bytes: z.instanceof(Buffer), declared: z.string().max(200) }),
  run: async (actor, { bytes, declared }) => {
    const { companyId, userId } = actor;
    await mustBeWithin({ key: `picture:${userId}`, ...mostPictures }, tooMany);
    const { width, height, ...files } = await readPicture(bytes, declared);
    const id = v7();
    for (const size of ['large', 'small'] as const)
      await store().put(keyOf(companyId, id, size), files[size], 'image/webp');
    await actAs(actor, (tx) =>
      tx.insert(pictures).values({ id, companyId, width, height, createdBy: userId }),
    );
    return { id };
  },
});

/** A picture's file, for whoever the database shows its row: the office, and clients where it is of something offered. */
export async function openPicture(
  actor: Extract<Actor, { role: 'manager' | 'staff' | 'client' }>,
  { id, size }: { id: string; size: PictureSize },
): Promise<Buffer> {
  const [[row]] = await readAs(actor, (tx) => [
    tx.select({ id: pictures.id }).from(pictures).where(eq(pictures.id, id)),
  ]);
  const bytes = row && (await store().get(keyOf(actor.companyId, id, size)));
  if (!bytes) throw notFound('picture');
  return bytes;
}

/** Takes away what nothing shows any more, a day after it was added. Answers how many. */
export async function sweepPictures(companyId: string, at: Date): Promise<number> {
  const old = new Date(at.getTime() - 86_400_000);
  const gone = await actAs({ role: 'system', companyId, name: 'sweep-pictures' }, async (tx) => {
    const shownBy = (table: typeof items | typeof services | typeof packages) =>
      tx
        .select({ one: sql`1` })
        .from(table)
        .where(and(eq(table.companyId, pictures.companyId), eq(table.pictureId, pictures.id)));
    return tx
      .delete(pictures)
      .where(
        and(
          lt(pictures.createdAt, old),
          ...[items, services, packages].map((table) => notExists(shownBy(table))),
        ),
      )
      .returning({ id: pictures.id });
  });
  for (const { id } of gone)
    for (const size of ['large', 'small'] as const) await store().remove(keyOf(companyId, id, size));
  return gone.length;
}
