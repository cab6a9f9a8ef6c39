import 'server-only';
import { sql } from 'drizzle-orm';
import { runError } from './end-run';
import { dataResult, errorResult, lockRuns, resolveSteps, takeWaits, waitKey } from './resolve-steps';
import type { Store } from './store';

const batch = 200;

type Row = { run_id: string; step: string; kind: 'sleep' | 'event' | 'invoke' | 'cancel' };

/**
 * Ends sleeps and waits whose time has come. `earlyMs`: those of the next
 * moment too. Returns how many it ended; runs that are busy come later.
 */
export async function endDueWaits(store: Store, earlyMs = 0): Promise<number> {
  return store.transact(async (tx) => {
    const due = await tx.execute<Row>(sql`select run_id, step, kind from runner_waits
      where expires_at <= now() + ${earlyMs}::float8 * interval '1 ms' order by expires_at limit ${batch}`);
    if (due.length === 0) return 0;
    const locked = await lockRuns(tx, [...new Set(due.map(({ run_id }) => run_id))], 'skip');
    const mine = due.filter(({ run_id }) => locked.has(run_id));
    const taken = await takeWaits(
      tx,
      mine.map(({ run_id, step }) => ({ runId: run_id, step })),
    );
    const steps = mine.filter(
      ({ run_id, step, kind }) => kind !== 'cancel' && taken.has(waitKey(run_id, step)),
    );
    await resolveSteps(
      tx,
      steps.map(({ run_id, step, kind }) => ({
        runId: run_id,
        step,
        result:
          kind === 'invoke'
            ? errorResult(runError('The invoked function did not finish in time'))
            : dataResult(null),
      })),
    );
    return taken.size;
  });
}
