import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { backoffMs } from './backoff';
import type { Claim } from './claim';
import { type EndedRun, type Ending, endRun } from './end-run';
import type { RunnerEvent } from './events';
import type { Op, Outcome } from './outcome';
import { planSteps } from './plan-steps';
import type { Registry } from './registry-view';
import { resolveSteps } from './resolve-steps';
import { type Store, storable } from './store';

/** The claim was taken away while the call ran (its run was cancelled, or this process thought dead). */
export class LostClaimError extends Error {
  override readonly name = 'LostClaimError';
}

export type Settling = {
  store: Store;
  registry: Registry;
  claim: Claim;
  outcome: Outcome;
  /** Scales the waits before a retry; 1 outside of tests and benches. */
  backoffScale: number;
  /** Whether this process may keep the job for the run's next call. */
  mayContinue: boolean;
};

/**
 * Writes what a call came to, with everything that follows from it, in one transaction that only the holder of
 * the claim can commit. Returns the run's next call when this process keeps it. Throws LostClaimError when the
 * claim is gone: the result is then dropped.
 */
export async function settle(settling: Settling): Promise<Claim | undefined> {
  const { store, claim, outcome } = settling;
  switch (outcome.kind) {
    case 'retry':
      await store.transact((tx) => queueRetry(tx, settling, outcome));
      return undefined;
    case 'completed':
      await store.transact((tx) => end(tx, claim, { status: 'completed', output: outcome.output }));
      return undefined;
    case 'failed':
      await store.transact((tx) => end(tx, claim, { status: 'failed', error: outcome.error }));
      return undefined;
    case 'step-done':
      return claim.step === 'step' ? finishStep(settling, outcome) : finishPlanned(settling, outcome);
    case 'planned':
      return planNext(settling, outcome.ops);
  }
}

type StepDone = Extract<Outcome, { kind: 'step-done' }>;

/** A step that ran as part of going on: its job becomes the job of the next call. */
async function finishStep(settling: Settling, { op, result }: StepDone): Promise<Claim | undefined> {
  const { store, claim, mayContinue } = settling;
  const text = JSON.stringify(result);
  const written = store.transact((tx) =>
    tx.execute(sql`
      with run as (select id from runner_runs where id = ${claim.runId}::uuid and status = 'running' for update),
      job as (update runner_jobs j set attempt = 0, due_at = now(),
          lock_token = case when ${mayContinue}::boolean then lock_token end,
          locked_by = case when ${mayContinue}::boolean then locked_by end
        from run where j.run_id = run.id and j.id = ${claim.jobId}::bigint and j.lock_token = ${claim.token}::uuid
        returning j.run_id)
      insert into runner_steps (run_id, hash, name, op, result, done_at, position)
      select run_id, ${op.id}, ${stepName(op)}, ${op.op}, ${text}::text::json, clock_timestamp(),
        ${doneCount(claim) + 1}::int from job
      returning hash`),
  );
  if ((await written).length === 0) throw new LostClaimError('The job was taken over');
  if (!mayContinue) return undefined;
  return { ...claim, attempt: 0, steps: [...claim.steps, { hash: op.id, result: text, race: false }] };
}

/** A parallel step that ran by itself; the last one lets the run go on. */
async function finishPlanned({ store, claim }: Settling, { result }: StepDone): Promise<undefined> {
  const step = { runId: claim.runId, step: claim.step, result: JSON.stringify(result) };
  await store.transact((tx) => writeFenced(tx, claim, () => resolveSteps(tx, [step])));
  return undefined;
}

async function planNext({ store, registry, claim }: Settling, ops: Op[]): Promise<undefined> {
  await store.transact(async (tx) => {
    await fenced([lockRun(tx, claim), dropJob(tx, claim)]);
    await planSteps({ tx, registry, claim, ops });
  });
  return undefined;
}

async function queueRetry(tx: Tx, settling: Settling, outcome: Extract<Outcome, { kind: 'retry' }>) {
  const { claim, backoffScale } = settling;
  const delay = outcome.afterMs ?? backoffMs(claim.attempt, Math.random()) * backoffScale;
  await fenced([
    tx.execute(sql`update runner_jobs set attempt = attempt + 1, lock_token = null, locked_by = null,
        due_at = now() + ${delay}::float8 * interval '1 ms'
      where id = ${claim.jobId}::bigint and lock_token = ${claim.token}::uuid returning id`),
  ]);
}

function end(tx: Tx, claim: Claim, ending: Ending): Promise<void> {
  return writeFenced(tx, claim, () => endRun(tx, endedRun(claim), ending));
}

function endedRun({ runId, definition, event, invoked }: Claim): EndedRun {
  return { runId, functionId: definition.id, event: JSON.parse(event) as RunnerEvent, invoked };
}

/** Sends lock, fence and writes in one flight; throws, so that nothing commits, when the claim is gone. */
async function writeFenced(tx: Tx, claim: Claim, write: () => Promise<void>): Promise<void> {
  const fence = fenced([lockRun(tx, claim), dropJob(tx, claim)]);
  const [held, written] = await Promise.allSettled([fence, write()]);
  if (held.status === 'rejected') throw held.reason;
  if (written.status === 'rejected') throw written.reason;
}

/** Waits for statements each of which must meet its row; if one doesn't, the claim is lost. */
async function fenced(statements: PromiseLike<{ length: number }>[]): Promise<void> {
  const results = await Promise.all(statements);
  if (results.some(({ length }) => length === 0)) throw new LostClaimError('The job was taken over');
}

/** The run is locked before its jobs, everywhere. */
function lockRun(tx: Tx, { runId }: Claim) {
  return tx.execute(
    sql`select id from runner_runs where id = ${runId}::uuid and status = 'running' for update`,
  );
}

function dropJob(tx: Tx, { jobId, token }: Claim) {
  return tx.execute(sql`delete from runner_jobs
    where id = ${jobId}::bigint and lock_token = ${token}::uuid returning id`);
}

const doneCount = ({ steps }: Claim) => steps.filter(({ result }) => result !== null).length;
export const stepName = (op: Op) => storable(op.displayName ?? op.name ?? op.id).slice(0, 200);
