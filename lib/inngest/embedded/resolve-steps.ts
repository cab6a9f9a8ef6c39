import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { rowset, uuidArray } from './store';

export type StepResult = { runId: string; step: string; result: string };

export const dataResult = (data: unknown) => JSON.stringify({ type: 'data', data: data ?? null });
export const errorResult = (error: unknown) => JSON.stringify({ type: 'error', error });

/**
 * Records results of steps that were waiting, in the given order, and lets each run go on whose steps are all
 * done (in a race: any). The caller holds the locks of the runs. A step that has a result keeps it.
 */
export async function resolveSteps(tx: Tx, results: StepResult[]): Promise<void> {
  if (results.length === 0) return;
  const rows = results.map((row, order) => ({
    run_id: row.runId,
    hash: row.step,
    result: row.result,
    order,
  }));
  await Promise.all([
    tx.execute(sql`
      update runner_steps s set result = row.result::json, done_at = clock_timestamp(), position = row.place +
        (select count(*) from runner_steps d where d.run_id = s.run_id and d.position is not null)
      from (select *, row_number() over (partition by run_id order by "order") as place
        from json_to_recordset(${rowset(rows)}) as r(run_id uuid, hash text, result text, "order" int)) row
      where s.run_id = row.run_id and s.hash = row.hash and s.position is null`),
    advanceRuns(tx, [...new Set(results.map(({ runId }) => runId))]),
  ]);
}

/** Queues the next call of each run that waits for nothing any more, unless one is queued. */
function advanceRuns(tx: Tx, runIds: string[]) {
  return tx.execute(sql`
    insert into runner_jobs (run_id, function_id, max_attempts, slot1, slot2)
    select r.id, r.function_id, r.max_attempts, r.slot1, r.slot2 from runner_runs r
    where r.id = any(${uuidArray(runIds)}) and r.status = 'running'
      and not exists (select from runner_jobs j
        where j.run_id = r.id and j.step = 'step' and j.lock_token is null and j.parked_at is null)
      and (not exists (select from runner_steps s where s.run_id = r.id and s.position is null)
        or exists (select from runner_steps s where s.run_id = r.id and s.race and s.position is not null))`);
}

/** Locks the runs, always in the same order, and returns the ids of those that still run. */
export async function lockRuns(tx: Tx, runIds: string[], busy: 'wait' | 'skip'): Promise<Set<string>> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from runner_runs where id = any(${uuidArray(runIds)}) and status = 'running'
    order by id for update ${busy === 'skip' ? sql`skip locked` : sql``}`);
  return new Set(rows.map(({ id }) => id));
}

/** Removes the waits and returns those that were still there: nobody else has resolved them. */
export async function takeWaits(tx: Tx, waits: { runId: string; step: string }[]): Promise<Set<string>> {
  if (waits.length === 0) return new Set();
  const rows = waits.map(({ runId, step }) => ({ run_id: runId, step }));
  const taken = await tx.execute<{ run_id: string; step: string }>(sql`
    delete from runner_waits w using json_to_recordset(${rowset(rows)}) as row(run_id uuid, step text)
    where w.run_id = row.run_id and w.step = row.step returning w.run_id, w.step`);
  return new Set(taken.map((row) => waitKey(row.run_id, row.step)));
}

export const waitKey = (runId: string, step: string) => `${runId}|${step}`;
