import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import type { FunctionDefinition } from './functions';
import type { Registry } from './registry-view';
import { bigintArray, rowset, type Store, textArray, uuidArray } from './store';

export type ClaimedStep = { hash: string; result: string | null; race: boolean };

/** One SDK call that this process has taken, with what the call needs. Payloads stay JSON text. */
export type Claim = {
  jobId: string;
  token: string;
  runId: string;
  definition: FunctionDefinition;
  step: string;
  attempt: number;
  maxAttempts: number;
  event: string;
  invoked: boolean;
  steps: ClaimedStep[];
};

export type JobRow = {
  id: string;
  run_id: string;
  function_id: string;
  step: string;
  attempt: number;
  max_attempts: number;
};

type Request = { store: Store; registry: Registry; instanceId: string; token: string; most: number };

/** Takes up to `most` due jobs of the synced functions, within their concurrency limits. */
export async function claimJobs(request: Request): Promise<Claim[]> {
  const { store, registry, instanceId, token, most } = request;
  return store.transact(async (tx) => {
    const chosen = registry.limitsConcurrency
      ? await chooseWithinLimits(tx, registry, most)
      : await chooseOldest(tx, registry, most);
    if (chosen.length === 0) return [];
    const jobs = await tx.execute<JobRow>(sql`
      update runner_jobs set lock_token = ${token}::uuid, locked_by = ${instanceId}::uuid
      where id = any(${bigintArray(chosen)})
        and lock_token is null
      returning id, run_id, function_id, step, attempt, max_attempts`);
    return loadClaims({ tx, registry, jobs, token });
  });
}

/** Reads what the calls of the locked jobs need. */
export async function loadClaims(request: {
  tx: Tx;
  registry: Registry;
  jobs: readonly JobRow[];
  token: string;
}): Promise<Claim[]> {
  const { tx, registry, jobs, token } = request;
  const runIds = [...new Set(jobs.map(({ run_id }) => run_id))];
  const [runs, steps] = await Promise.all([
    tx.execute<{ id: string; event: string; invoked: boolean }>(
      sql`select id, event::text, invoked from runner_runs where id = any(${uuidArray(runIds)})`,
    ),
    tx.execute<ClaimedStep & { run_id: string }>(sql`select run_id, hash, result::text, race from runner_steps
      where run_id = any(${uuidArray(runIds)}) order by run_id, position nulls last`),
  ]);
  const runById = new Map(runs.map((run) => [run.id, run]));
  const stepsByRun = groupSteps(steps);
  return jobs.flatMap((job) => {
    const run = runById.get(job.run_id);
    const definition = registry.byId.get(job.function_id);
    if (!run || !definition) return [];
    return [
      {
        jobId: job.id,
        token,
        runId: job.run_id,
        definition,
        step: job.step,
        attempt: job.attempt,
        maxAttempts: job.max_attempts,
        event: run.event,
        invoked: run.invoked,
        steps: (stepsByRun.get(job.run_id) ?? []).map(({ hash, result, race }) => ({ hash, result, race })),
      },
    ];
  });
}

async function chooseOldest(tx: Tx, registry: Registry, most: number): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`select id from runner_jobs
    where lock_token is null and parked_at is null and due_at <= now()
      and function_id = any(${textArray(registry.ids)})
    order by due_at, id limit ${most} for update skip locked`);
  return rows.map(({ id }) => id);
}

type Candidate = { id: string; function_id: string; slot1: string | null; slot2: string | null };

/** One process at a time counts and takes, so that two can't both take a slot's last place. */
async function chooseWithinLimits(tx: Tx, registry: Registry, most: number): Promise<string[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('cater runner claim', 0))`);
  const counts = await tx.execute<{ slot: string; running: number }>(sql`
    select slot, count(*)::int as running from runner_jobs, unnest(array[slot1, slot2]) as slot
    where lock_token is not null and slot is not null group by slot`);
  const running = new Map(counts.map(({ slot, running: count }) => [slot, count]));
  const chosen: string[] = [];
  for (;;) {
    const candidates = await nextCandidates({ tx, registry, running, chosen, most });
    const before = chosen.length;
    for (const candidate of candidates) {
      if (chosen.length < most && takeSlots(candidate, registry, running)) chosen.push(candidate.id);
    }
    // A page that brought nothing new would bring nothing again.
    if (chosen.length >= most || chosen.length === before) return chosen;
  }
}

async function nextCandidates(request: {
  tx: Tx;
  registry: Registry;
  running: Map<string, number>;
  chosen: string[];
  most: number;
}): Promise<readonly Candidate[]> {
  const { tx, registry, running, chosen, most } = request;
  const full = fullSlots(registry, running);
  return tx.execute<Candidate>(sql`
    select id, function_id, slot1, slot2 from runner_jobs j
    where lock_token is null and parked_at is null and due_at <= now()
      and function_id = any(${textArray(registry.ids)})
      and not exists (select from json_to_recordset(${rowset(full)}) as f(function_id text, slot text)
        where f.function_id = j.function_id and f.slot in (j.slot1, j.slot2))
      and id <> all(${bigintArray(chosen)})
    order by due_at, id limit ${most} for update skip locked`);
}

/** Slots without a free place. Functions that share a slot may allow it different numbers. */
function fullSlots(registry: Registry, running: Map<string, number>) {
  return registry.all.flatMap(({ id, concurrency }) =>
    [...running]
      .filter(([slot, count]) => {
        const limits = concurrency.filter((limit, index) =>
          limit.shared ? slot.startsWith(`shared|${limit.key}|`) : slot.startsWith(`${id}|${index}|`),
        );
        return limits.some(({ limit }) => count >= limit);
      })
      .map(([slot]) => ({ function_id: id, slot })),
  );
}

function takeSlots(candidate: Candidate, registry: Registry, running: Map<string, number>): boolean {
  const limits = registry.byId.get(candidate.function_id)?.concurrency ?? [];
  const slots = [candidate.slot1, candidate.slot2];
  const full = limits.some(({ limit }, index) => (running.get(slots[index] ?? '') ?? 0) >= limit);
  if (full) return false;
  for (const slot of slots) if (slot) running.set(slot, (running.get(slot) ?? 0) + 1);
  return true;
}

function groupSteps<T extends { run_id: string }>(steps: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const step of steps) {
    const group = groups.get(step.run_id);
    if (group) group.push(step);
    else groups.set(step.run_id, [step]);
  }
  return groups;
}
