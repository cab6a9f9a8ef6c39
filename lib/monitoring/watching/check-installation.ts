import 'server-only';
import { sql } from 'drizzle-orm';
import { monitorRules, monitorThresholds } from '@/db/schema/monitoring';
import { actAs, type Tx } from '@/db/session';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { type Thresholds, thresholdsOf } from '../thresholds/rules';
import { asOne } from './figures';
import { judge, ruleNames, ruleOf } from './rules';
import { readMinutes } from './samples';
import { listOperators, type Operator, type RuleChange, tellOperators } from './tell-operators';

const hourMs = 3_600_000;
const unknown = { overSince: null, underSince: null, raisedAt: null };

/** The threshold of each rule, as it was set on the page or by ALERT_THRESHOLDS. */
async function readLimits(tx: Tx): Promise<Thresholds> {
  const rows = await tx.select().from(monitorThresholds);
  return thresholdsOf(
    Object.fromEntries(rows.map(({ name, value }) => [name, value])),
    env().ALERT_THRESHOLDS ?? '',
  );
}

/**
 * Holds the last hour against each rule, once a minute of the whole installation, and tells the operators what has begun
 * and what is over. What was told is kept in the same transaction, so that a process that dies between is at worst told
 * again by the next one.
 */
export async function checkRules(now: Date): Promise<{ changes: RuleChange[]; operators: Operator[] }> {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  return actAs({ role: 'runner', name: 'monitoring' }, async (tx) => {
    const [turn] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended('monitor rules', 0)) as mine`,
    );
    if (!turn?.mine) return { changes: [], operators: [] };
    const held = new Map((await tx.select().from(monitorRules)).map((row) => [row.rule, row]));
    const checked = [...held.values()].some(({ checkedAt }) => checkedAt >= minute);
    if (checked) return { changes: [], operators: [] };
    const minutes = asOne(await readMinutes(tx, new Date(minute.getTime() - hourMs)));
    const limits = await readLimits(tx);
    const changes: RuleChange[] = [];
    for (const rule of ruleNames) {
      const value = ruleOf(rule).value(minutes);
      const { standing, change } = judge(rule, {
        value,
        threshold: limits[rule],
        standing: held.get(rule) ?? unknown,
        now: minute,
      });
      const row = { rule, value, ...standing, checkedAt: minute };
      await tx.insert(monitorRules).values(row).onConflictDoUpdate({ target: monitorRules.rule, set: row });
      if (change) changes.push({ rule, change, value: value ?? 0, at: minute });
    }
    const operators = await listOperators();
    for (const change of changes) {
      log.warn(
        { rule: change.rule, value: change.value },
        change.change === 'raise' ? 'trouble' : 'trouble is over',
      );
      await tellOperators(operators, change);
    }
    return { changes, operators };
  });
}
