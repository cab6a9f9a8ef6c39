import 'server-only';
import { sql } from 'drizzle-orm';
import { type Claim, type JobRow, loadClaims } from './claim';
import { runError } from './end-run';
import type { Registry } from './registry-view';
import { settle } from './settle';
import { type Store, uuidArray } from './store';

type Owner = { store: Store; registry: Registry; instanceId: string; leaseMs: number };

/** Says that this process lives. Jobs of a process that hasn't said so for the lease are taken over. */
export async function beat({ store, instanceId }: Pick<Owner, 'store' | 'instanceId'>): Promise<void> {
  await store.transact((tx) =>
    tx.execute(sql`insert into runner_instances (id) values (${instanceId}::uuid)
      on conflict (id) do update set heartbeat_at = now()`),
  );
}

/**
 * Frees jobs whose process died, and jobs that this process holds though no call of its own runs them (their
 * result couldn't be stored). The lost call counts as an attempt; after the last one the run fails. Returns
 * how many jobs it took back.
 */
export async function recoverJobs(owner: Owner, isHeld: (token: string) => boolean): Promise<number> {
  const own = await owner.store.transact((tx) =>
    tx.execute<{ token: string }>(sql`select distinct lock_token as token from runner_jobs
      where locked_by = ${owner.instanceId}::uuid`),
  );
  // Asked after the query: a token is held from before its claim until after its last result.
  const orphaned = own.map(({ token }) => token).filter((token) => !isHeld(token));
  const lost = await takeLostJobs(owner, orphaned);
  for (const claim of lost.exhausted) {
    await settle({
      store: owner.store,
      registry: owner.registry,
      claim,
      outcome: { kind: 'failed', error: runError('The process stopped each time it ran this step') },
      backoffScale: 0,
      mayContinue: false,
    });
  }
  return lost.freed + lost.exhausted.length;
}

async function takeLostJobs(
  { store, registry, instanceId, leaseMs }: Owner,
  orphaned: readonly string[],
): Promise<{ freed: number; exhausted: Claim[] }> {
  const token = crypto.randomUUID();
  return store.transact(async (tx) => {
    const lost = sql`select j.id from runner_jobs j
      left join runner_instances i on i.id = j.locked_by and i.heartbeat_at > now() - ${leaseMs}::float8 * interval '1 ms'
      where j.lock_token is not null and (i.id is null or j.lock_token = any(${uuidArray(orphaned)}))
      for update of j skip locked`;
    const rows = await tx.execute<JobRow & { final: boolean }>(sql`
      update runner_jobs set attempt = least(attempt + 1, max_attempts - 1),
        lock_token = case when attempt + 1 >= max_attempts then ${token}::uuid end,
        locked_by = case when attempt + 1 >= max_attempts then ${instanceId}::uuid end
      where id in (${lost})
      returning id, run_id, function_id, step, attempt, max_attempts, lock_token is not null as final`);
    const jobs = rows.filter(({ final }) => final);
    return { freed: rows.length - jobs.length, exhausted: await loadClaims({ tx, registry, jobs, token }) };
  });
}

/** Gives back what this process still holds and signs it off: it stops. Counts as no attempt. */
export async function releaseJobs({ store, instanceId }: Pick<Owner, 'store' | 'instanceId'>): Promise<void> {
  await store.transact(async (tx) => {
    await tx.execute(sql`update runner_jobs set lock_token = null, locked_by = null
      where locked_by = ${instanceId}::uuid`);
    await tx.execute(sql`delete from runner_instances where id = ${instanceId}::uuid`);
  });
}

/** Sets a job aside whose result can't be written; trying again would run its step again and again. */
export async function parkJob(store: Store, claim: Claim, error: string): Promise<void> {
  await store.transact((tx) =>
    tx.execute(sql`update runner_jobs set parked_at = now(), parked_error = ${error.slice(0, 1000)},
        lock_token = null, locked_by = null
      where id = ${claim.jobId}::bigint and lock_token = ${claim.token}::uuid`),
  );
}
