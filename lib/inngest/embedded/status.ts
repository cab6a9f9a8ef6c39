import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { actAs } from '@/db/session';
import { engineMode } from '../mode';

export type RunnerStatus = {
  mode: 'embedded' | 'server';
  /** Whether a process has said within the lease that it runs jobs. Always false with a server. */
  running: boolean;
  lastHeartbeatAt: Date | undefined;
  queuedJobs: number;
  parkedJobs: number;
  oldestDueJobAgeSeconds: number;
  failedRuns24h: number;
};

type Row = {
  beat: string | null;
  alive: boolean;
  queued: number;
  parked: number;
  oldest: number;
  failed: number;
};

const leaseSeconds = 15;

/** How the embedded runner does, from its tables; zeros when an Inngest server runs the functions. */
export async function runnerStatus(connection?: Connection): Promise<RunnerStatus> {
  const mode = engineMode();
  const [row] = await actAs({ role: 'runner', name: 'status' }, (tx) => tx.execute<Row>(status), {
    connection,
    readOnly: true,
  });
  return {
    mode,
    running: row?.alive ?? false,
    lastHeartbeatAt: row?.beat ? new Date(row.beat) : undefined,
    queuedJobs: row?.queued ?? 0,
    parkedJobs: row?.parked ?? 0,
    oldestDueJobAgeSeconds: row?.oldest ?? 0,
    failedRuns24h: row?.failed ?? 0,
  };
}

const status = sql`select
  (select max(heartbeat_at) from runner_instances) as beat,
  exists (select from runner_instances where heartbeat_at > now() - ${leaseSeconds}::int * interval '1 s') as alive,
  (select count(*)::int from runner_jobs where parked_at is null) as queued,
  (select count(*)::int from runner_jobs where parked_at is not null) as parked,
  coalesce((select extract(epoch from now() - min(due_at)) from runner_jobs
    where lock_token is null and parked_at is null and due_at <= now()), 0)::float8 as oldest,
  (select count(*)::int from runner_runs where status = 'failed'
    and ended_at > now() - interval '24 hours') as failed`;
