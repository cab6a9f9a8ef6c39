import 'server-only';
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
  const age = Number(runner.detail?.oldestDueJobAgeSeconds ?? 0);
  const queue = { ok: runner.ok && age < oldestDueJob, detail: { oldestDueJobAgeSeconds: age } };
  return { ok: database.ok && migrations.ok && runner.ok && queue.ok, database, migrations, runner, queue };
}
