import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { insertEvents, type NewEvent, type RunnerEvent } from './events';
import { storable } from './store';

export const finishedEvent = 'inngest/function.finished';
export const failedEvent = 'inngest/function.failed';
/** What handles the end of a run announces no failure of its own: it would handle itself for ever. */
const endings = [finishedEvent, failedEvent];

export type RunError = { name: string; message: string; stack?: string };
export type EndedRun = { runId: string; functionId: string; event: RunnerEvent; invoked: boolean };
export type Ending =
  | { status: 'completed'; output: unknown }
  | { status: 'failed'; error: unknown }
  | { status: 'cancelled' };

/**
 * Ends a run whose lock the caller holds: drops what was still queued, tells the run that invoked it, and
 * announces a failure, except of a function that itself handles failures.
 */
export async function endRun(tx: Tx, run: EndedRun, ending: Ending): Promise<void> {
  const error = ending.status === 'failed' ? ending.error : null;
  const output = ending.status === 'completed' ? ending.output : null;
  await Promise.all([
    tx.execute(sql`update runner_runs set status = ${ending.status}, ended_at = now(),
      output = ${JSON.stringify(output ?? null)}::text::json, error = ${JSON.stringify(error)}::text::json
      where id = ${run.runId}::uuid`),
    tx.execute(sql`delete from runner_jobs where run_id = ${run.runId}::uuid`),
    tx.execute(sql`delete from runner_waits where run_id = ${run.runId}::uuid`),
    insertEvents(tx, announcements(run, ending)),
  ]);
}

function announcements(run: EndedRun, ending: Ending): NewEvent[] {
  const { runId, functionId, event } = run;
  const base = { function_id: functionId, run_id: runId, event, events: [event] };
  const events: NewEvent[] = [];
  if (ending.status === 'failed' && !endings.includes(event.name)) {
    events.push({ name: failedEvent, data: { ...base, error: ending.error } });
  }
  if (run.invoked) {
    events.push({
      name: finishedEvent,
      data:
        ending.status === 'completed'
          ? { ...base, result: ending.output }
          : { ...base, error: reason(ending) },
    });
  }
  return events;
}

function reason(ending: Ending): unknown {
  if (ending.status === 'failed') return ending.error;
  return { name: 'Error', message: 'The invoked function was cancelled' };
}

/** An error that didn't come from the SDK, in the form in which it hands errors over. */
export function runError(message: string): RunError {
  return { name: 'Error', message: storable(message) };
}
