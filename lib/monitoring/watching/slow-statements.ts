import 'server-only';
import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { SlowStatement } from '@/db/measure';
import { monitorStatements } from '@/db/schema/monitoring';
import { type Actor, actAs } from '@/db/session';
import { log } from '@/lib/platform/log';
import { addCounts, countsOf } from '@/lib/platform/meters/histogram';
import { planName } from './plan-name';

const runner = { role: 'runner', name: 'monitoring' } as const;
const mostText = 4000;
const mostKept = 50;
/** A plan is made anew when it is this old. */
const planHolds = 24 * 3_600_000;

/** A statement without what it was asked for: texts and figures that stand in it are left out. */
export const withoutValues = (text: string) =>
  text
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/(?<![$\w])\d+(?:\.\d+)?\b/g, '?')
    .replace(/\s+/g, ' ')
    .trim();

/** How a statement is called: what it does, the table that it names first, and a sign of its text. */
export function statementName(text: string): string {
  const plain = withoutValues(text).toLowerCase();
  const [, verb = 'statement'] = /^([a-z_]{1,63})\b/.exec(plain) ?? [];
  const [, table] = /\b(?:from|into|update)\s+"?([a-z_][a-z_0-9]{0,62})"?(?![\w(])/.exec(plain) ?? [];
  const sign = createHash('sha256').update(plain).digest('hex').slice(0, 8);
  return [verb, table, sign].filter(Boolean).join(' ');
}

/** Adds what was slow in this process to what is kept of the installation; of most statements the fifty that took longest. */
export async function keepSlowStatements(slow: ReadonlyMap<string, SlowStatement>, now: Date): Promise<void> {
  for (const [text, one] of [...slow].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = statementName(text);
    const plan = await planIfOld(name, text, one, now);
    await actAs(runner, async (tx) => {
      const [held] = await tx
        .select()
        .from(monitorStatements)
        .where(eq(monitorStatements.name, name))
        .for('update');
      const row = {
        name,
        text: withoutValues(text).slice(0, mostText),
        role: one.role,
        calls: (held?.calls ?? 0) + one.calls,
        totalMs: (held?.totalMs ?? 0) + one.totalMs,
        worstMs: Math.max(held?.worstMs ?? 0, one.worstMs),
        times: addCounts(held?.times ?? {}, countsOf(one.times)),
        lastAt: now,
        ...(plan !== undefined && { plan, plannedAt: now }),
      };
      await tx
        .insert(monitorStatements)
        .values(row)
        .onConflictDoUpdate({ target: monitorStatements.name, set: row });
    });
  }
  if (slow.size > 0)
    await actAs(runner, (tx) =>
      tx
        .delete(monitorStatements)
        .where(
          sql`${monitorStatements.name} in (select name from ${monitorStatements} order by total_ms desc, name offset ${mostKept})`,
        ),
    );
}

/**
 * How PostgreSQL would look it up for any values, told without asking it and without a value; undefined where that is
 * known already, null where it can't be told.
 */
async function planIfOld(
  name: string,
  text: string,
  { role, companyId }: SlowStatement,
  now: Date,
): Promise<string | null | undefined> {
  const [held] = await actAs(runner, (tx) =>
    tx
      .select({ plannedAt: monitorStatements.plannedAt })
      .from(monitorStatements)
      .where(eq(monitorStatements.name, name)),
  );
  if (held?.plannedAt && now.getTime() - held.plannedAt.getTime() < planHolds) return undefined;
  if (!/^\s*(select|with|insert|update|delete)\b/i.test(text)) return null;
  const actor = { role, companyId: companyId ?? '', userId: '', customerId: '', name: 'monitoring' } as Actor;
  try {
    const rows = await actAs(
      actor,
      (tx) => tx.execute(sql.raw(`explain (format json, generic_plan) ${text}`)),
      {
        readOnly: true,
      },
    );
    return planName(rows[0]?.['QUERY PLAN']);
  } catch (error) {
    // Servers before PostgreSQL 16 can't, nor can any where a parameter could be of several types.
    log.debug({ error, statement: name }, 'a plan could not be told');
    return null;
  }
}
