import { sql } from 'drizzle-orm';
import { pool } from '@/db/client';
import { pendingMigrationsOn } from '@/db/migrate';
import { actAs } from '@/db/session';
import { runnerStatus } from '@/lib/inngest/embedded/status';
import { log } from '@/lib/platform/log';

type Part = { ok: boolean; detail?: Record<string, unknown> };
export type Health = { ok: boolean; database: Part; migrations: Part; runner: Part; queue: Part };

/** Seconds that a due job may wait before the queue counts as stuck. */
const oldestDueJob = 300;
/**
 * Seconds that a message may wait past its time, or a customer's stay unread: two turns of the watches that look
 * for them. Whichever engine runs the jobs, this is what it is there for.
 */
const oldestWork = 1_200;

async function measureQueue(runner: Part): Promise<Part> {
  const [overdue] = await actAs({ role: 'runner', name: 'health' }, (tx) =>
    tx.execute<{ message_seconds: number; unread_seconds: number }>(sql`select * from overdue_work()`),
  );
  const seconds = {
    oldestDueJobAgeSeconds: Number(runner.detail?.oldestDueJobAgeSeconds ?? 0),
    oldestOverdueMessageAgeSeconds: Math.round(Number(overdue?.message_seconds ?? 0)),
    oldestUnreadMessageAgeSeconds: Math.round(Number(overdue?.unread_seconds ?? 0)),
  };
  const ok =
    runner.ok &&
    seconds.oldestDueJobAgeSeconds < oldestDueJob &&
    seconds.oldestOverdueMessageAgeSeconds < oldestWork &&
    seconds.oldestUnreadMessageAgeSeconds < oldestWork;
  return { ok, detail: seconds };
}

async function part(name: string, look: () => Promise<Part>): Promise<Part> {
  try {
    return await look();
  } catch (error) {
    log.error({ error, part: name }, 'health check failed');
    return { ok: false };
  }
}

/** Whether this installation can do its work now. Says no private thing: it answers anybody. */
export async function checkHealth(): Promise<Health> {
  const [database, migrations, runner] = await Promise.all([
    part('database', async () => {
      const started = performance.now();
      await actAs({ role: 'auth', name: 'health' }, (tx) => tx.execute(sql`select 1`));
      return { ok: true, detail: { milliseconds: Math.round(performance.now() - started) } };
    }),
    part('migrations', async () => {
      const pending = await pendingMigrationsOn(pool());
      return { ok: pending.length === 0, detail: { pending: pending.length } };
    }),
    part('runner', async () => {
      const status = await runnerStatus();
      return { ok: status.mode === 'server' || status.running, detail: { ...status } };
    }),
  ]);
  const queue = await part('queue', () => measureQueue(runner));
  return { ok: database.ok && migrations.ok && runner.ok && queue.ok, database, migrations, runner, queue };
}
