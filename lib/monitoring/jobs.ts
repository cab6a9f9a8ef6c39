import 'server-only';
import { sql } from 'drizzle-orm';
import { cron } from 'inngest';
import { actAs } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { type SealCheck, sealAudit, verifyAudit } from '@/lib/audit/seal';
import { sweepSignIns } from '@/lib/auth/sweep';
import { inngest } from '@/lib/inngest/client';
import { now } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { auditDiffers } from './alert-kinds';

/** Months of the audit trail that are ready before they begin; the job may fail for most of them unnoticed. */
const monthsAhead = 36;

/**
 * Makes the audit trail's partitions that are missing from `today` on, and moves rows that arrived before
 * theirs. Gives how many it made. PostgreSQL refuses it (55P03) where the trail is busy for five seconds.
 */
export async function makeAuditPartitions(today: Date): Promise<number> {
  const [row] = await actAs({ role: 'runner', name: 'make-audit-partitions' }, (tx) =>
    tx.execute<{ made: number }>(
      sql`select audit_ensure_partitions(${today.toISOString()}::timestamptz, ${monthsAhead}) as made`,
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

/** Hourly: what was written before the run before. */
export const sealAuditHourly = inngest.createFunction(
  { id: 'seal-audit', triggers: [cron('TZ=UTC 12 * * * *')], retries: 2 },
  async ({ step }) => ({ sealed: await step.run('seal what is settled', () => sealAudit()) }),
);

/** Holds the trail against its seals, and tells the managers of the company whose entry differs. */
export async function checkAudit(): Promise<SealCheck> {
  const verdict = await verifyAudit();
  if (!verdict.first) return verdict;
  const { id, why, companyId } = verdict.first;
  log.error({ entry: id, why, companyId }, 'The audit trail differs from its seals');
  if (companyId)
    await actAs({ role: 'system', companyId, name: 'check-audit' }, (tx) =>
      raiseAlert(tx, auditDiffers, { companyId, about: { entryId: id, why } }),
    );
  return verdict;
}

/** Nightly, when nobody works. */
export const checkAuditNightly = inngest.createFunction(
  { id: 'check-audit', triggers: [cron('TZ=UTC 47 3 * * *')], retries: 2 },
  ({ step }) => step.run('compare with the seals', () => checkAudit()),
);

export const monitoringJobs = [
  keepAuditPartitions,
  sealAuditHourly,
  checkAuditNightly,
  forgetLiveChanges,
  sweepSignInsHourly,
];
