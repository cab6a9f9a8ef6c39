import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { intents } from '@/db/schema/intents';
import { actAs, type PersonActor, readAs, type Tx } from '@/db/session';
import { Refusal } from './errors';

/** The actors that have intents: people, whose forms make the keys. */
type Person = PersonActor;

/** Days that a key is known; a draft that is older has long left its tab. */
const keptDays = 7;

type Intent = { key: string; command: string; input: unknown };

const ownRow = ({ companyId, userId }: Person, key: string) =>
  and(eq(intents.companyId, companyId), eq(intents.userId, userId), eq(intents.key, key));

const usedBefore = () =>
  new Refusal(
    'conflict',
    'This was saved already as it was first sent. Open what was saved and change it there.',
  );

const phaseOf = sql<'done' | 'pending' | 'expired'>`case when ${intents.pendingUntil} is null then 'done'
  when ${intents.pendingUntil} > clock_timestamp() then 'pending' else 'expired' end`;

/**
 * Claims the key inside the transaction of its effect. Gives the first result where the effect is there already;
 * waits for another transaction that is at it. Throws Refusal where the key was used for something else.
 */
export async function claimIntent(
  tx: Tx,
  actor: Person,
  { key, command, input }: Intent,
): Promise<{ result: unknown } | undefined> {
  const digest = digestOf(command, input);
  const { companyId, userId } = actor;
  const claimed = await tx
    .insert(intents)
    .values({ companyId, userId, key, command, digest })
    .onConflictDoNothing()
    .returning({ key: intents.key });
  if (claimed.length > 0) return undefined;
  const [first] = await tx.select().from(intents).where(ownRow(actor, key));
  if (first?.digest !== digest) throw usedBefore();
  return { result: first.result };
}

/** Keeps what the effect answered, for whoever asks again. */
export async function keepResult(tx: Tx, actor: Person, key: string, result: unknown): Promise<void> {
  await tx
    .update(intents)
    .set({ result: result ?? null, pendingUntil: null })
    .where(ownRow(actor, key));
}

/** Seconds that what isn't one transaction may take; afterwards whoever holds its key may try again. */
const mostSeconds = 60;
const untilThen = sql`clock_timestamp() + make_interval(secs => ${mostSeconds})`;

/**
 * Claims the key of what isn't one transaction, before it begins. Gives the result where it is done already. Throws
 * Refusal while another is at it, since nobody knows yet what becomes of that one, and where the key was used for
 * something else. A claim that expired without a result is taken over.
 */
export async function claimRun(
  tx: Tx,
  actor: Person,
  { key, command, input }: Intent,
): Promise<{ result: unknown } | undefined> {
  const { companyId, userId } = actor;
  const digest = digestOf(command, input);
  const claimed = await tx
    .insert(intents)
    .values({ companyId, userId, key, command, digest, pendingUntil: untilThen })
    .onConflictDoNothing()
    .returning({ key: intents.key });
  if (claimed.length > 0) return undefined;
  const [held] = await tx
    .select({ digest: intents.digest, result: intents.result, phase: phaseOf })
    .from(intents)
    .where(ownRow(actor, key))
    .for('update');
  if (held && held.digest !== digest) throw usedBefore();
  if (held?.phase === 'done') return { result: held.result };
  // Without a row the one before was refused this moment.
  if (held?.phase !== 'expired')
    throw new Refusal('conflict', 'This is still under way. Wait a minute, then look whether it was done.');
  await tx.update(intents).set({ pendingUntil: untilThen }).where(ownRow(actor, key));
  return undefined;
}

/** Lets go of a key whose effect was refused, so that the corrected form may be sent under it. For the automation. */
export async function releaseRun(tx: Tx, actor: Person, key: string): Promise<void> {
  await tx.delete(intents).where(ownRow(actor, key));
}

/** What became of a key of the person's own: done with its result, under way, or nothing that is known of. */
export async function readOutcome(
  actor: Person,
  key: string,
): Promise<{ done: true; result: unknown } | { done: false; pending?: true }> {
  const [[row]] = await readAs(actor, (tx) => [
    tx.select({ result: intents.result, phase: phaseOf }).from(intents).where(ownRow(actor, key)),
  ]);
  if (row?.phase === 'done') return { done: true, result: row.result };
  return row?.phase === 'pending' ? { done: false, pending: true } : { done: false };
}

/** Forgets a company's keys that are older than any form that could ask for them. */
export async function forgetOldIntents(companyId: string): Promise<void> {
  await actAs({ role: 'system', companyId, name: 'intents' }, (tx) =>
    tx
      .delete(intents)
      .where(
        and(
          eq(intents.companyId, companyId),
          sql`${intents.createdAt} < now() - make_interval(days => ${keptDays})`,
        ),
      ),
  );
}

/** Equal for equal input, whatever the order of its keys. */
function digestOf(command: string, input: unknown): string {
  const text = JSON.stringify([command, input], (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(text).digest('hex');
}
