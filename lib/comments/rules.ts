import type { Decision } from '@/lib/platform/errors';

/** Files of one comment at most; the database holds it too. */
export const mostFiles = 10;

/** How long a comment may be changed by who wrote it, in minutes; the database holds it too. */
export const editMinutes = 15;

type Written = { createdBy: string; createdAt: Date; removedAt: Date | null };
type Person = { userId: string; mayRemoveAny: boolean };

const gone = { ok: false, code: 'conflict', reason: 'This comment was removed.' } as const;

/** Whether somebody may change the wording of a comment at a moment. */
export function mayEdit(comment: Written, { userId }: Pick<Person, 'userId'>, at: Date): Decision {
  if (comment.removedAt) return gone;
  if (comment.createdBy !== userId)
    return { ok: false, code: 'forbidden', reason: 'Only who wrote a comment can change it.' };
  if (at.getTime() - comment.createdAt.getTime() >= editMinutes * 60_000)
    return {
      ok: false,
      code: 'conflict',
      reason: `A comment can be changed for ${editMinutes} minutes. Write another one that puts it right.`,
    };
  return { ok: true };
}

/** Whether somebody may take a comment away. */
export function mayRemove(comment: Written, { userId, mayRemoveAny }: Person): Decision {
  if (comment.removedAt) return gone;
  if (comment.createdBy !== userId && !mayRemoveAny)
    return { ok: false, code: 'forbidden', reason: 'Only who wrote a comment, or a manager, can remove it.' };
  return { ok: true };
}

export type Colleague = { id: string; name: string; mayOpen: boolean };

/**
 * Who of those that were chosen is still named in the text, or why it can't be said to them: strangers to the office,
 * and colleagues who may not open the record.
 */
export function whoIsNamed(
  body: string,
  chosen: readonly string[],
  colleagues: readonly Colleague[],
): Decision<{ named: Colleague[] }> {
  const known = chosen.map((id) => colleagues.find((one) => one.id === id));
  if (known.some((one) => one === undefined))
    return {
      ok: false,
      code: 'invalid',
      reason: 'Somebody you mention doesn’t work here any more. Take the mention out.',
    };
  const named = known.filter((one): one is Colleague => one !== undefined && body.includes(`@${one.name}`));
  const blind = named.filter(({ mayOpen }) => !mayOpen).map(({ name }) => name);
  if (blind.length > 0)
    return {
      ok: false,
      code: 'invalid',
      reason: `${blind.join(', ')} may not open this record, so the mention wouldn’t reach them. Take it out, or tell them another way.`,
    };
  return { ok: true, named };
}
