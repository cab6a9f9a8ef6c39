import 'server-only';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { commentFiles, comments } from '@/db/schema/comments';
import { users } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { caseWorkedOn, mentionMoot, mentionSeen } from '@/lib/alerts/happenings';
import { may } from '@/lib/auth/permissions';
import { mayOpenRecord } from '@/lib/auth/record-rights';
import { type ActorWith, command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { mentioned } from './alert-kinds';
import { colleaguesQuery } from './queries';
import { columnOf, findRecord } from './records';
import { mayEdit, mayRemove, whoIsNamed } from './rules';
import { addInput, editInput, type RecordAt, recordKinds } from './schema';

type Office = ActorWith<'comments.write'>;

/** Says something about a record to colleagues; those who are named are told. */
export const addComment = command({
  name: 'add comment',
  permission: 'comments.write',
  input: addInput,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { on, body, mentions, files }, actor) => {
    const record = await mustFind(tx, actor, on);
    const named = await mustName(tx, { on, body, mentions });
    const id = v7();
    await tx.insert(comments).values({
      ...{ id, companyId: actor.companyId, body, createdBy: actor.userId },
      mentions: named.map((one) => one.id),
      [columnOf[on.kind]]: on.id,
    });
    await attach(tx, actor, { id, files });
    await tell(tx, actor, { id, on, record, to: named.map((one) => one.id) });
    // Somebody does something about the case.
    if (on.kind === 'case')
      await escalate(actor, tx, () => endAlerts(tx, actor.companyId, caseWorkedOn(on.id)));
    return { id };
  },
});

/** Changes the wording of one's own comment; who is named only now is told, who isn't any more has nothing to see. */
export const editComment = command({
  name: 'edit comment',
  permission: 'comments.write',
  input: editInput,
  output: nothing,
  write: async (tx, { id, body, mentions }, actor, at) => {
    const comment = await mustLock(tx, id);
    mustAllow(mayEdit(comment, actor, at));
    const on = recordOf(comment);
    const record = await mustFind(tx, actor, on);
    const named = (await mustName(tx, { on, body, mentions })).map((one) => one.id);
    await tx.update(comments).set({ body, mentions: named, editedAt: at }).where(eq(comments.id, id));
    await tell(tx, actor, { id, on, record, to: named.filter((one) => !comment.mentions.includes(one)) });
    await untell(tx, actor, { id, to: comment.mentions.filter((one) => !named.includes(one)) });
  },
});

/** Takes a comment away for good; that there was one stays to be seen. Twice is once. */
export const removeComment = command({
  name: 'remove comment',
  permission: 'comments.write',
  input: z.object({ id: z.uuid() }),
  output: nothing,
  write: async (tx, { id }, actor, at) => {
    const comment = await mustLock(tx, id);
    if (comment.removedAt) return;
    await mustFind(tx, actor, recordOf(comment));
    mustAllow(mayRemove(comment, { userId: actor.userId, mayRemoveAny: may(actor.role, 'comments.remove') }));
    await tx.update(comments).set({ body: '', mentions: [], removedAt: at }).where(eq(comments.id, id));
    await untell(tx, actor, { id, to: comment.mentions });
  },
});

/** Says that somebody has opened a record where they are named. */
export const seeMentions = command({
  name: 'see mentions',
  permission: 'alerts.read',
  input: z.object({ recordId: z.uuid() }),
  output: nothing,
  write: (tx, { recordId }, actor) =>
    escalate(actor, tx, () => endAlerts(tx, actor.companyId, mentionSeen(`${recordId}/${actor.userId}`))),
});

/** The same for what doesn't exist, what is somebody else's, and what the role may not open. */
async function mustFind(tx: Tx, actor: Office, on: RecordAt) {
  if (!mayOpenRecord(actor.role, on.kind)) throw new Refusal('forbidden', 'Your role doesn’t allow this.');
  const record = await findRecord(tx, on);
  if (!record) throw notFound(on.kind === 'feedback' ? 'answer' : on.kind);
  return record;
}

async function mustName(tx: Tx, { on, body, mentions }: { on: RecordAt; body: string; mentions: string[] }) {
  if (mentions.length === 0) return [];
  const people = await colleaguesQuery(tx);
  const decision = whoIsNamed(
    body,
    mentions,
    people.map(({ id, name, role }) => ({ id, name, mayOpen: mayOpenRecord(role, on.kind) })),
  );
  if (!decision.ok) throw refuseField('body', decision.reason);
  return decision.named;
}

async function mustLock(tx: Tx, id: string) {
  const [comment] = await tx.select().from(comments).where(eq(comments.id, id)).for('update');
  if (!comment) throw notFound('comment');
  return comment;
}

const recordOf = (comment: typeof comments.$inferSelect): RecordAt => ({
  kind: recordKinds.find((kind) => comment[columnOf[kind]] !== null) ?? 'booking',
  id: comment.recordId,
});

async function attach(tx: Tx, actor: Office, { id, files }: { id: string; files: string[] }) {
  if (files.length === 0) return;
  const joined = await tx
    .update(commentFiles)
    .set({ commentId: id })
    .where(
      and(
        inArray(commentFiles.id, files),
        eq(commentFiles.createdBy, actor.userId),
        isNull(commentFiles.commentId),
      ),
    )
    .returning({ id: commentFiles.id });
  if (joined.length < new Set(files).size)
    throw refuseField('files', 'A file isn’t there any more. Remove it and add it again.');
}

type Told = {
  id: string;
  on: RecordAt;
  record: NonNullable<Awaited<ReturnType<typeof findRecord>>>;
  to: string[];
};

async function tell(tx: Tx, actor: Office, { id, on, record, to }: Told) {
  const others = to.filter((one) => one !== actor.userId);
  if (others.length === 0) return;
  const [me] = await tx.select({ name: users.name }).from(users).where(eq(users.id, actor.userId));
  const about = { commentId: id, kind: on.kind, recordId: on.id, by: me?.name ?? 'A colleague', ...record };
  await escalate(actor, tx, async () => {
    for (const userId of others)
      await raiseAlert(tx, mentioned, {
        companyId: actor.companyId,
        about: { ...about, userId },
        userId,
      });
  });
}

const untell = (tx: Tx, actor: Office, { id, to }: { id: string; to: readonly string[] }) =>
  escalate(actor, tx, () =>
    endAlerts(
      tx,
      actor.companyId,
      to.map((userId) => mentionMoot(`${id}/${userId}`)),
    ),
  );
