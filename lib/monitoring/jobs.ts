import 'server-only';
import { sql } from 'drizzle-orm';
import { cron } from 'inngest';
import { actAs } from '@/db/session';
import { sweepSignIns } from '@/lib/auth/sweep';
import { inngest } from '@/lib/inngest/client';
import { now } from '@/lib/platform/clock';

/** Months of the audit trail that are ready before they begin; the job may fail for most of them unnoticed. */
const MONTHS_AHEAD = 36;

/**
 * Makes the audit trail's partitions that are missing from `today` on, and moves rows that arrived before
 * theirs. Gives how many it made. PostgreSQL refuses it (55P03) where the trail is busy for five seconds.
 */
export async function makeAuditPartitions(today: Date): Promise<number> {
  const [row] = await actAs({ role: 'runner', name: 'make-audit-partitions' }, (tx) =>
    tx.execute<{ made: number }>(
      sql`select audit_ensure_partitions(${today.toISOString()}::timestamptz, ${MONTHS_AHEAD}) as made`,
    ),
  );
  return row?.made ?? 0;
}

/** Nightly, when a short lock on the trail is in nobody's way. */
export const keepAuditPartitions = inngest.createFunction(
  { id: 'keep-audit-partitions', triggers: [cron('TZ=UTC 17 3 * * *')], retries: 5 },
  async ({ step }) => ({ made: await step.run('make what is missing', () => makeAuditPartitions(now())) }),
);

/** Forgets what open screens were told a quarter of an hour ago; a reader who was away longer looks at everything anew. */
export async function sweepLiveChanges(): Promise<number> {
  const [row] = await actAs({ role: 'runner', name: 'sweep-live-changes' }, (tx) =>
    tx.execute<{ gone: string }>(sql`select sweep_live_changes() as gone`),
  );
  return Number(row?.gone ?? 0);
}

export const forgetLiveChanges = inngest.createFunction(
  { id: 'forget-live-changes', triggers: [cron('TZ=UTC 3-59/10 * * * *')], retries: 2 },
  async ({ step }) => ({ gone: await step.run('forget what was told', () => sweepLiveChanges()) }),
);

/** Every hour: what signing in leaves behind. */
export const sweepSignInsHourly = inngest.createFunction(
  { id: 'sweep-sign-ins', triggers: [cron('TZ=UTC 50 * * * *')], retries: 2 },
  ({ step }) => step.run('delete what ran out', () => sweepSignIns(now())),
);

export const monitoringJobs = [keepAuditPartitions, forgetLiveChanges, sweepSignInsHourly];
