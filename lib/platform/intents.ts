import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { intents } from '@/db/schema/intents';
import { type Actor, actAs, readAs, type Tx } from '@/db/session';
import { Refusal } from './errors';

/** The actors that have intents: people, whose forms make the keys. */
type Person = Extract<Actor, { role: 'manager' | 'staff' | 'client' }>;

/** Days that a key is known; a draft that is older has long left its tab. */
const keptDays = 7;

type Intent = { key: string; command: string; input: unknown };

const ownRow = ({ companyId, userId }: Person, key: string) =>
  and(eq(intents.companyId, companyId), eq(intents.userId, userId), eq(intents.key, key));

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
  if (first?.digest !== digest)
    throw new Refusal(
      'conflict',
      'This was saved already as it was first sent. Open what was saved and change it there.',
    );
  return { result: first.result };
}

/** Keeps what the effect answered, for whoever asks again. */
export async function keepResult(tx: Tx, actor: Person, key: string, result: unknown): Promise<void> {
  await tx
    .update(intents)
    .set({ result: result ?? null })
    .where(ownRow(actor, key));
}

/** What became of a key of the person's own: done with its result, or nothing that is known of. */
export async function readOutcome(
  actor: Person,
  key: string,
): Promise<{ done: true; result: unknown } | { done: false }> {
  const [[row]] = await readAs(actor, (tx) => [
    tx.select({ result: intents.result }).from(intents).where(ownRow(actor, key)),
  ]);
  return row ? { done: true, result: row.result } : { done: false };
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
