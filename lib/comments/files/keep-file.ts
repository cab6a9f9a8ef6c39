import 'server-only';
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { commentFiles, comments } from '@/db/schema/comments';
import { actAs, readAs } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { mayOpenRecord } from '@/lib/auth/record-rights';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { atMost } from '@/lib/platform/limit-concurrency';
import { store } from '@/lib/platform/store/store';
import { requiredText } from '@/lib/platform/text';
import { columnOf } from '../records';
import { recordKinds } from '../schema';
import { readFile } from './read-file';

const mostSent = { limit: 60, windowSeconds: 600 };
const read = atMost(2, { waiting: 20, sentence: 'Many files come in right now. Try again in a moment.' });
const endings = { picture: 'webp', pdf: 'pdf' } as const;
const types = { picture: 'image/webp', pdf: 'application/pdf' } as const;
type Named = { id: string; kind: keyof typeof endings };
const keyOf = (companyId: string, { id, kind }: Named) => `${companyId}/comments/${id}.${endings[kind]}`;

const upload = z.custom<() => Promise<{ bytes: Buffer; declared: string }>>(
  (sent) => typeof sent === 'function',
);

/**
 * Keeps a file that waits for its comment. Who sends too many is refused before anything is read; the file comes before
 * its row, and goes again where that isn't written. Throws Refusal for what isn't a picture or a PDF that is safe to keep.
 */
export const addFile = command({
  name: 'add comment file',
  permission: 'comments.write',
  input: z.object({
    name: requiredText({ missing: 'The file has no name.', most: 200 }),
    read: upload,
  }),
  run: async (actor, { name, read: receive }) => {
    const { companyId, userId } = actor;
    await mustBeWithin(
      { key: `comment-file:${userId}`, ...mostSent },
      'That is a lot of files at once. Wait ten minutes, then go on.',
    );
    const { bytes: sent, declared } = await receive();
    const { kind, bytes } = await read(() => readFile(sent, declared));
    const file = { id: v7(), kind };
    const key = keyOf(companyId, file);
    try {
      await store().put(key, bytes, types[kind]);
      await actAs(actor, (tx) =>
        tx
          .insert(commentFiles)
          .values({ ...file, companyId, name, size: bytes.byteLength, createdBy: userId }),
      );
    } catch (error) {
      await store()
        .remove(key)
        .catch(() => undefined);
      throw error;
    }
    return { id: file.id, name, kind };
  },
});

/**
 * Gives a file of a comment to somebody who may open what the comment is about, and says in the audit trail that they took
 * it. Throws not_found for others', for one whose comment was removed, and for one that still waits for its comment.
 */
export const openFile = command({
  name: 'open comment file',
  permission: 'comments.write',
  input: z.object({ id: z.uuid() }),
  run: async (actor, { id }) => {
    const [[row]] = await readAs(actor, (tx) => [
      tx
        .select({ file: commentFiles, comment: comments })
        .from(commentFiles)
        .innerJoin(
          comments,
          and(eq(comments.companyId, commentFiles.companyId), eq(comments.id, commentFiles.commentId)),
        )
        .where(and(eq(commentFiles.id, id), isNull(comments.removedAt))),
    ]);
    if (!row) throw notFound('file');
    const kind = recordKinds.find((one) => row.comment[columnOf[one]] !== null) ?? 'booking';
    if (!mayOpenRecord(actor.role, kind)) throw new Refusal('forbidden', 'Your role doesn’t allow this.');
    const bytes = await store().get(keyOf(actor.companyId, row.file));
    if (!bytes) throw notFound('file');
    const { name } = row.file;
    await actAs(actor, (tx) =>
      recordAudit(tx, {
        category: 'activity',
        action: 'file_downloaded',
        detail: { name, of: kind, fileId: id, recordId: row.comment.recordId },
      }),
    );
    return { bytes, name, kind: row.file.kind };
  },
});

/** Takes a file out of the store, once its row is gone. */
export const removeFile = (companyId: string, file: Named): Promise<void> =>
  store().remove(keyOf(companyId, file));

const dayMs = 86_400_000;

/** Forgets files that never got a comment within a day, and those whose comment was removed a day ago. Gives how many. */
export async function sweepFiles(companyId: string, at: Date): Promise<number> {
  const old = new Date(at.getTime() - dayMs);
  const gone = await actAs({ role: 'system', companyId, name: 'sweep comment files' }, async (tx) => {
    const removed = tx.select({ id: comments.id }).from(comments).where(lt(comments.removedAt, old));
    return tx
      .delete(commentFiles)
      .where(
        or(
          and(
            isNull(commentFiles.commentId),
            sql`${commentFiles.createdAt} < ${old.toISOString()}::timestamptz`,
          ),
          inArray(commentFiles.commentId, removed),
        ),
      )
      .returning({ id: commentFiles.id, kind: commentFiles.kind });
  });
  for (const file of gone) await removeFile(companyId, file);
  return gone.length;
}
