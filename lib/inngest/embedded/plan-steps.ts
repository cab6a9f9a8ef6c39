import 'server-only';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Tx } from '@/db/session';
import { now } from '@/lib/platform/clock';
import type { Claim } from './claim';
import { createRuns } from './create-runs';
import { parseWait } from './durations';
import { finishedEvent, runError } from './end-run';
import type { RunnerEvent } from './events';
import { checkExpression, matchKeyOf } from './expressions';
import type { RunRequest } from './functions';
import type { Op } from './outcome';
import type { Registry } from './registry-view';
import { errorResult, resolveSteps } from './resolve-steps';
import { rowset, storable } from './store';

type Planning = { tx: Tx; registry: Registry; claim: Claim; ops: Op[] };
type WaitRow = Partial<{ after: number; until: string }> & {
  step: string;
  kind: 'sleep' | 'event' | 'invoke';
  event_name?: string;
  expression?: string;
  match_key?: string;
};

/** Stores the steps that the run now waits for, and what will end each: a job, a time, an event, another run. */
export async function planSteps({ tx, registry, claim, ops }: Planning): Promise<void> {
  const fresh = await insertSteps(tx, claim, ops);
  const event = JSON.parse(claim.event) as RunnerEvent;
  const plan = {
    jobs: [] as string[],
    waits: [] as WaitRow[],
    runs: [] as RunRequest[],
    failed: [] as FailedStep[],
  };
  for (const op of ops.filter(({ id }) => fresh.has(id))) {
    try {
      if (op.op === 'StepPlanned') plan.jobs.push(op.id);
      else if (op.op === 'Sleep') plan.waits.push(sleep(op));
      else if (op.op === 'WaitForEvent') plan.waits.push(waitForEvent(op, event));
      else {
        const { run, wait } = invoke(op, registry);
        plan.runs.push(run);
        plan.waits.push(wait);
      }
    } catch (error) {
      plan.failed.push({ step: op.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  await insertJobs(tx, claim, plan.jobs);
  await insertWaits(tx, claim, plan.waits);
  await createRuns(tx, plan.runs);
  await resolveSteps(
    tx,
    plan.failed.map(({ step, message }) => ({
      runId: claim.runId,
      step,
      result: errorResult(runError(message)),
    })),
  );
}

type FailedStep = { step: string; message: string };

/** Inserts the steps that aren't known yet: in a race the SDK reports open ones again. */
async function insertSteps(tx: Tx, { runId }: Claim, ops: Op[]): Promise<Set<string>> {
  const rows = ops.map((op) => ({
    hash: op.id,
    name: storable(op.displayName ?? op.name ?? op.id).slice(0, 200),
    op: op.op,
    race: op.opts?.parallelMode === 'race',
  }));
  const inserted = await tx.execute<{ hash: string }>(sql`
    insert into runner_steps (run_id, hash, name, op, race)
    select ${runId}::uuid, hash, name, op, race
    from json_to_recordset(${rowset(rows)}) as row(hash text, name text, op text, race boolean)
    on conflict do nothing returning hash`);
  return new Set(inserted.map(({ hash }) => hash));
}

function sleep(op: Op): WaitRow {
  return { step: op.id, kind: 'sleep', ...parseWait(op.name ?? '') };
}

function waitForEvent(op: Op, event: RunnerEvent): WaitRow {
  const expression = op.opts?.if;
  if (expression) checkExpression(expression);
  return {
    step: op.id,
    kind: 'event',
    event_name: op.name,
    expression,
    match_key: expression ? matchKeyOf(expression, event) : '',
    ...parseWait(op.opts?.timeout ?? ''),
  };
}

function invoke(op: Op, registry: Registry): { run: RunRequest; wait: WaitRow } {
  const functionId = op.opts?.function_id ?? '';
  const definition = registry.byId.get(functionId);
  if (!definition) throw new Error(`Function "${functionId}" to invoke does not exist`);
  const id = v7();
  const { data, v } = op.opts?.payload ?? {};
  const event = {
    id: crypto.randomUUID(),
    name: 'inngest/function.invoked',
    data: data ?? {},
    ts: now().getTime(),
    v,
  };
  const wait: WaitRow = {
    step: op.id,
    kind: 'invoke',
    event_name: finishedEvent,
    match_key: `data.run_id=${JSON.stringify(id)}`,
    ...(op.opts?.timeout ? parseWait(op.opts.timeout) : {}),
  };
  return { run: { definition, event, id }, wait };
}

async function insertJobs(tx: Tx, { runId }: Claim, steps: string[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.execute(sql`
    insert into runner_jobs (run_id, function_id, step, max_attempts, slot1, slot2)
    select r.id, r.function_id, row.step, r.max_attempts, r.slot1, r.slot2
    from runner_runs r, json_to_recordset(${rowset(steps.map((step) => ({ step })))}) as row(step text)
    where r.id = ${runId}::uuid`);
}

async function insertWaits(tx: Tx, { runId }: Claim, waits: WaitRow[]): Promise<void> {
  if (waits.length === 0) return;
  await tx.execute(sql`
    insert into runner_waits (run_id, step, kind, event_name, expression, match_key, expires_at)
    select ${runId}::uuid, step, kind, event_name, expression, coalesce(match_key, ''),
      coalesce(until, now() + after * interval '1 ms')
    from json_to_recordset(${rowset(waits)}) as row(step text, kind text, event_name text,
      expression text, match_key text, after float8, until timestamptz)`);
}
