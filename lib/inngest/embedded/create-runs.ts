import 'server-only';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Tx } from '@/db/session';
import type { RunnerEvent } from './events';
import { keyOf, matchKeyOf } from './expressions';
import { reserveStarts } from './flow-control';
import type { FunctionDefinition, RunRequest } from './functions';
import { rowset } from './store';

/** The key under which an event starts a function once: the function's own expression, else the event's id. */
export function dedupeKeyOf(definition: FunctionDefinition, event: RunnerEvent): string {
  const own = definition.idempotency ? keyOf(definition.idempotency, { event }) : '';
  return own === '' ? `event:${event.id}` : `key:${own}`;
}

/** Creates the runs whose key is new, each with its first job, due when its throttle lets it start. */
export async function createRuns(tx: Tx, requests: RunRequest[]): Promise<void> {
  const fresh = await claimKeys(tx, requests);
  if (fresh.length === 0) return;
  const delays = await reserveStarts(tx, fresh);
  const runs = fresh.map(({ definition, event, id }, index) => ({
    id: id ?? v7(),
    invoked: id !== undefined,
    function_id: definition.id,
    event: JSON.stringify(event),
    max_attempts: definition.maxAttempts,
    ...slotsOf(definition, event),
    delay: delays[index] ?? 0,
  }));
  const cancels = fresh.flatMap(({ definition, event }, index) =>
    definition.cancelOn.map((rule, position) => ({
      run_id: runs[index]?.id,
      step: `cancel:${position}`,
      event_name: rule.event,
      expression: rule.filter,
      match_key: rule.filter ? matchKeyOf(rule.filter, event) : '',
      expires: rule.timeoutMs,
    })),
  );
  const inserts = [insertRuns(tx, runs), insertFirstJobs(tx, runs)];
  if (cancels.length > 0) inserts.push(insertCancelWaits(tx, cancels));
  await Promise.all(inserts);
}

function slotsOf(definition: FunctionDefinition, event: RunnerEvent) {
  const [slot1, slot2] = definition.concurrency.map(({ key, shared }, index) => {
    const value = key ? keyOf(key, { event }) : '';
    return shared ? `shared|${key}|${value}` : `${definition.id}|${index}|${value}`;
  });
  return { slot1, slot2 };
}

/** Drops the requests whose key was used in the last 24 hours. Keys are taken in order: no deadlock. */
async function claimKeys(tx: Tx, requests: RunRequest[]): Promise<RunRequest[]> {
  const keyed = new Map<string, RunRequest>();
  for (const request of requests) {
    const name = JSON.stringify([request.definition.id, request.dedupeKey]);
    if (request.dedupeKey !== undefined && !keyed.has(name)) keyed.set(name, request);
  }
  const free = requests.filter(({ dedupeKey }) => dedupeKey === undefined);
  if (keyed.size === 0) return free;
  const rows = [...keyed.values()].map(({ definition, dedupeKey }) => ({
    function_id: definition.id,
    key: dedupeKey,
  }));
  const taken = await tx.execute<{ function_id: string; key: string }>(sql`
    insert into runner_keys (function_id, key, expires_at)
    select function_id, key, now() + interval '24 hours'
    from json_to_recordset(${rowset(rows)}) as row(function_id text, key text)
    order by function_id, key
    on conflict (function_id, key) do update set expires_at = excluded.expires_at
      where runner_keys.expires_at <= now()
    returning function_id, key`);
  const won = new Set(taken.map((row) => JSON.stringify([row.function_id, row.key])));
  return [...free, ...[...keyed].filter(([name]) => won.has(name)).map(([, request]) => request)];
}

function insertRuns(tx: Tx, runs: object[]) {
  return tx.execute(sql`
    insert into runner_runs (id, function_id, event, invoked, max_attempts, slot1, slot2)
    select id, function_id, event::json, invoked, max_attempts, slot1, slot2
    from json_to_recordset(${rowset(runs)}) as row(id uuid, function_id text, event text, invoked boolean,
      max_attempts int, slot1 text, slot2 text)`);
}

function insertFirstJobs(tx: Tx, runs: object[]) {
  return tx.execute(sql`
    insert into runner_jobs (run_id, function_id, max_attempts, slot1, slot2, due_at)
    select id, function_id, max_attempts, slot1, slot2, now() + delay * interval '1 ms'
    from json_to_recordset(${rowset(runs)}) as row(id uuid, function_id text, max_attempts int,
      slot1 text, slot2 text, delay float8)`);
}

function insertCancelWaits(tx: Tx, cancels: object[]) {
  return tx.execute(sql`
    insert into runner_waits (run_id, step, kind, event_name, expression, match_key, expires_at)
    select run_id, step, 'cancel', event_name, expression, match_key, now() + expires * interval '1 ms'
    from json_to_recordset(${rowset(cancels)}) as row(run_id uuid, step text, event_name text,
      expression text, match_key text, expires float8)`);
}
