import 'server-only';
import { sql } from 'drizzle-orm';
import type { Store } from './store';

const chunk = 500;

/**
 * Deletes one chunk of each kind of history: runs that ended and events that were matched more than `keepDays`
 * ago, expired keys, spent throttles, processes long gone. Returns how many rows went.
 */
export async function deleteHistory(store: Store, keepDays: number): Promise<number> {
  return store.transact(async (tx) => {
    const lock = await tx.execute<{ got: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended('cater runner cleanup', 0)) as got`,
    );
    if (!lock[0]?.got) return 0;
    const before = sql`now() - ${keepDays}::float8 * interval '1 day'`;
    const deleted = await Promise.all([
      tx.execute(sql`delete from runner_runs where id in (select id from runner_runs
        where ended_at < ${before} order by ended_at limit ${chunk}) returning 1`),
      tx.execute(sql`delete from runner_events where seq in (select seq from runner_events
        where matched_at < ${before} order by matched_at limit ${chunk}) returning 1`),
      tx.execute(sql`delete from runner_keys where (function_id, key) in (select function_id, key from runner_keys
        where expires_at < now() order by expires_at limit ${chunk}) returning 1`),
      tx.execute(sql`delete from runner_throttles where key in (select key from runner_throttles
        where arrival_at < now() - interval '1 hour' limit ${chunk}) returning 1`),
      tx.execute(sql`delete from runner_instances i where heartbeat_at < now() - interval '1 hour'
        and not exists (select from runner_jobs j where j.locked_by = i.id) returning 1`),
    ]);
    return deleted.reduce((sum, rows) => sum + rows.length, 0);
  });
}
