import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { createRuns, dedupeKeyOf } from './create-runs';
import { type EndedRun, endRun } from './end-run';
import type { RunnerEvent } from './events';
import { eventMatchKeys, holds } from './expressions';
import type { RunRequest } from './functions';
import type { Registry } from './registry-view';
import { dataResult, errorResult, lockRuns, resolveSteps, takeWaits, waitKey } from './resolve-steps';
import { rowset, type Store } from './store';

const batch = 200;

/** Starts runs and wakes or cancels waiting ones for events that came in. Returns how many it handled. */
export async function matchEvents(store: Store, registry: Registry): Promise<number> {
  return store.transact(async (tx) => {
    const events = await takeEvents(tx);
    if (events.length === 0) return 0;
    await wakeWaits(tx, events);
    await createRuns(
      tx,
      events.flatMap((event) => runsStartedBy(event, registry)),
    );
    return events.length;
  });
}

type EventRow = { id: string; name: string; data: unknown; ts: string; v: string | null };

async function takeEvents(tx: Tx): Promise<RunnerEvent[]> {
  const rows = await tx.execute<EventRow>(sql`
    with taken as (update runner_events set matched_at = now() where seq in (
      select seq from runner_events where matched_at is null order by seq limit ${batch}
      for update skip locked) returning seq, id, name, data, ts, v)
    select * from taken order by seq`);
  return rows.map(({ id, name, data, ts, v }) => ({ id, name, data, ts: Number(ts), ...(v ? { v } : {}) }));
}

function runsStartedBy(event: RunnerEvent, registry: Registry): RunRequest[] {
  return registry
    .startedBy(event.name)
    .filter(({ triggers }) =>
      triggers.some(
        ({ event: name, filter }) => name === event.name && (!filter || holds(filter, { event })),
      ),
    )
    .map((definition) => ({ definition, event, dedupeKey: dedupeKeyOf(definition, event) }));
}

type WaitRow = {
  position: number;
  run_id: string;
  step: string;
  kind: 'event' | 'invoke' | 'cancel';
  expression: string | null;
  function_id: string;
  run_event: RunnerEvent;
  invoked: boolean;
};

async function wakeWaits(tx: Tx, events: RunnerEvent[]): Promise<void> {
  const candidates = await findWaits(tx, events);
  const met = firstMatches(candidates, events);
  if (met.length === 0) return;
  const running = await lockRuns(tx, [...new Set(met.map(({ run_id }) => run_id))], 'wait');
  const alive = met.filter(({ run_id }) => running.has(run_id));
  const cancelled = alive.filter(({ kind }) => kind === 'cancel');
  const ended = new Set(cancelled.map(({ run_id }) => run_id));
  const waking = alive.filter(({ run_id }) => !ended.has(run_id));
  const taken = await takeWaits(
    tx,
    waking.map(({ run_id, step }) => ({ runId: run_id, step })),
  );
  await resolveSteps(
    tx,
    waking
      .filter(({ run_id, step }) => taken.has(waitKey(run_id, step)))
      .map((wait) => ({
        runId: wait.run_id,
        step: wait.step,
        result: resultOf(wait, events[wait.position]),
      })),
  );
  const runs = new Map(cancelled.map((wait) => [wait.run_id, endedRun(wait)]));
  for (const run of runs.values()) await endRun(tx, run, { status: 'cancelled' });
}

/** Waits that an event could meet, by name and by a pair that both hold; the expression decides. */
async function findWaits(tx: Tx, events: RunnerEvent[]): Promise<WaitRow[]> {
  const pairs = events.flatMap((event, position) =>
    eventMatchKeys(event).map((key) => ({ position, name: event.name, key })),
  );
  return tx.execute<WaitRow>(sql`
    select p.position, w.run_id, w.step, w.kind, w.expression, r.function_id, r.event as run_event, r.invoked
    from json_to_recordset(${rowset(pairs)}) as p(position int, name text, key text)
    join runner_waits w on w.event_name = p.name and w.match_key = p.key
    join runner_runs r on r.id = w.run_id
    where w.expires_at is null or w.expires_at > now()
    order by p.position`);
}

function firstMatches(candidates: WaitRow[], events: RunnerEvent[]): WaitRow[] {
  const met = new Map<string, WaitRow>();
  for (const wait of candidates) {
    const key = waitKey(wait.run_id, wait.step);
    const scope = { event: wait.run_event, async: events[wait.position] };
    if (!met.has(key) && (!wait.expression || holds(wait.expression, scope))) met.set(key, wait);
  }
  return [...met.values()];
}

function resultOf(wait: WaitRow, event: RunnerEvent | undefined): string {
  if (wait.kind !== 'invoke') return dataResult(event);
  const data = event?.data as { result?: unknown; error?: unknown } | undefined;
  return data?.error ? errorResult(data.error) : dataResult(data?.result);
}

function endedRun(wait: WaitRow): EndedRun {
  return { runId: wait.run_id, functionId: wait.function_id, event: wait.run_event, invoked: wait.invoked };
}
