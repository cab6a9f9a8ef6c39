import 'server-only';
import { and, eq, lt, notExists, sql } from 'drizzle-orm';
import { z } from 'zod';
import { companies } from '@/db/schema/companies';
import { categories, items, pictures, services } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import { actAs, type PersonActor, readAs } from '@/db/session';
import { command } from '@/lib/platform/command';
import { notFound } from '@/lib/platform/errors';
import type { PictureSize } from '@/lib/platform/pictures/read-picture';
import { keepFiles, readFile, removeFiles, upload } from './keep-files';

/** Keeps a picture, for a dish, service, package or category that is saved with its id afterwards. Throws Refusal for what isn't one. */
export const addPicture = command({
  name: 'add picture',
  permission: 'menu.write',
  input: z.object({ read: upload }),
  run: (actor, { read }) =>
    keepFiles(actor, read, (kept) =>
      actAs(actor, (tx) =>
        tx.insert(pictures).values({ ...kept, companyId: actor.companyId, createdBy: actor.userId }),
      ),
    ),
});

/** A picture's file, for whoever the database shows its row: the office, and clients where it is of something offered. */
export async function openPicture(
  actor: PersonActor,
  { id, size }: { id: string; size: PictureSize },
): Promise<Buffer> {
  const [[row]] = await readAs(actor, (tx) => [
    tx.select({ id: pictures.id }).from(pictures).where(eq(pictures.id, id)),
  ]);
  const bytes = row && (await readFile(actor.companyId, id, size));
  if (!bytes) throw notFound('picture');
  return bytes;
}

const showing = [items, services, packages, categories] as const;

/** Takes away what nothing shows any more, a day after it was added. Answers how many. */
export async function sweepPictures(companyId: string, at: Date): Promise<number> {
  const old = new Date(at.getTime() - 86_400_000);
  const gone = await actAs({ role: 'system', companyId, name: 'sweep-pictures' }, async (tx) => {
    const shownBy = (table: (typeof showing)[number]) =>
      tx
        .select({ one: sql`1` })
        .from(table)
        .where(and(eq(table.companyId, pictures.companyId), eq(table.pictureId, pictures.id)));
    const isLogo = tx
      .select({ one: sql`1` })
      .from(companies)
      .where(and(eq(companies.id, pictures.companyId), eq(companies.logoId, pictures.id)));
    return tx
      .delete(pictures)
      .where(
        and(
          lt(pictures.createdAt, old),
          notExists(isLogo),
          ...showing.map((table) => notExists(shownBy(table))),
        ),
      )
      .returning({ id: pictures.id });
  });
  for (const { id } of gone) await removeFiles(companyId, id);
  return gone.length;
}
