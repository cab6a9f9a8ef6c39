import 'server-only';
import { sql } from 'drizzle-orm';
import { cron } from 'inngest';
import { actAs } from '@/db/session';
import { inngest } from '@/lib/inngest/client';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { retireTrail } from './retire-trail';

/** Tells the trail of what was looked at and what the automation did in the hours that are over. Gives how many entries. */
export async function foldTrail(today: Date): Promise<number> {
  const at = sql`${today.toISOString()}::timestamptz`;
  const [row] = await actAs({ role: 'runner', name: 'fold-trail' }, (tx) =>
    tx.execute<{ made: number }>(sql`select fold_reads(${at}) + fold_runs(${at}) as made`),
  );
  return Number(row?.made ?? 0);
}

/** Soon after each hour, and again while it lasts, in case that one was missed. */
export const foldTrailHourly = inngest.createFunction(
  { id: 'fold-trail', triggers: [cron('TZ=UTC 4-59/15 * * * *')], retries: 2 },
  async ({ step }) => ({ made: await step.run('tell of the hours that are over', () => foldTrail(now())) }),
);

/** Nightly: months that are older than the installation keeps them. */
export const retireTrailNightly = inngest.createFunction(
  { id: 'retire-trail', triggers: [cron('TZ=UTC 27 4 * * *')], retries: 2 },
  async ({ step }) => ({
    gone: await step.run('let old months go', () => retireTrail(now(), env().AUDIT_MONTHS)),
  }),
);

export const trailJobs = [foldTrailHourly, retireTrailNightly];
