import 'server-only';
import { v7 } from 'uuid';
import { z } from 'zod';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { atMost } from '@/lib/platform/limit-concurrency';
import { type PictureSize, readPicture } from '@/lib/platform/pictures/read-picture';
import { store } from '@/lib/platform/store/store';

/** Each one costs a second of a processor. */
const mostPictures = { limit: 60, windowSeconds: 600 };
const tooMany = 'That is a lot of pictures at once. Wait ten minutes, then go on.';
/** An unpacked photo takes up to 240 MB of memory. */
const drawn = atMost(2, { waiting: 20, sentence: 'Many pictures come in right now. Try again in a moment.' });

const both = ['large', 'small'] as const;
const keyOf = (companyId: string, id: string, size: PictureSize) => `${companyId}/${id}/${size}.webp`;

/** What reads an upload: called once it is known that the sender may send. */
export const upload = z.custom<() => Promise<{ bytes: Buffer; declared: string }>>(
  (read) => typeof read === 'function',
);
type Upload = z.output<typeof upload>;
type Kept = { id: string; width: number; height: number };

/**
 * Reads an upload and keeps it in two sizes, then has `record` write its row: the files come first, so that a row always
 * has them, and go again where it isn't written. Who sends too many is refused before anything is read. Throws Refusal
 * for what isn't a picture.
 */
export async function keepFiles(
  { companyId, userId }: { companyId: string; userId: string },
  read: Upload,
  record: (kept: Kept) => Promise<unknown>,
): Promise<{ id: string }> {
  await mustBeWithin({ key: `picture:${userId}`, ...mostPictures }, tooMany);
  const { bytes, declared } = await read();
  const { width, height, ...files } = await drawn(() => readPicture(bytes, declared));
  const id = v7();
  try {
    for (const size of both) await store().put(keyOf(companyId, id, size), files[size], 'image/webp');
    await record({ id, width, height });
  } catch (error) {
    await removeFiles(companyId, id).catch(() => undefined);
    throw error;
  }
  return { id };
}

/** Both files of a picture; none where they are gone already. */
export async function removeFiles(companyId: string, id: string): Promise<void> {
  for (const size of both) await store().remove(keyOf(companyId, id, size));
}

export const readFile = (companyId: string, id: string, size: PictureSize) =>
  store().get(keyOf(companyId, id, size));
