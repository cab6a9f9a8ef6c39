import 'server-only';
import { sql } from 'drizzle-orm';
import { pool } from '@/db/client';
import { pendingMigrationsOn } from '@/db/migrate';
import { actAs } from '@/db/session';
import { originOf } from '@/lib/auth/origin';
import { runnerStatus } from '@/lib/inngest/embedded/status';
import { isLoopback } from '@/lib/platform/caller';
import { env } from '@/lib/platform/env';
import { keptRates } from '@/lib/platform/kept-answers';
import { log } from '@/lib/platform/log';
import { bearerOf, sameText } from './bearer';

type Part = { ok: boolean; detail?: Record<string, unknown> };
export type Health = {
  ok: boolean;
  database: Part;
  migrations: Part;
  runner: Part;
  queue: Part;
  /** How often answers that this process kept could be told again. */
  kept: Part;
};

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

/** Whether this installation can do its work now, with the details for who runs it. */
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
  const ok = database.ok && migrations.ok && runner.ok && queue.ok;
  return { ok, database, migrations, runner, queue, kept: { ok: true, detail: keptRates() } };
}

const keptMs = 1_000;
let shared: { until: number; health: Promise<Health> } | undefined;

/** The same for all who ask within a second: anybody may ask, as often as they like, and looking takes work. */
export function recentHealth(): Promise<Health> {
  if (shared && performance.now() < shared.until) return shared.health;
  const health = checkHealth();
  const mine = { until: Number.POSITIVE_INFINITY, health };
  shared = mine;
  const keep = () => {
    mine.until = performance.now() + keptMs;
  };
  health.then(keep, keep);
  return health;
}

/**
 * Whether this caller may see more than that it works: who has HEALTH_TOKEN, or calls from this very machine with
 * no proxy in between that might speak for somebody else.
 */
export function maySeeDetails(headers: Headers): boolean {
  const { HEALTH_TOKEN, TRUSTED_PROXIES } = env();
  const given = bearerOf(headers);
  if (HEALTH_TOKEN && given) return sameText(given, HEALTH_TOKEN);
  const { ip } = originOf(headers);
  const claimed = headers.get('x-forwarded-for');
  // Next writes the header itself where none came: then it says the same as the socket.
  const direct =
    !headers.has('forwarded') &&
    !headers.has('x-real-ip') &&
    (claimed === null || claimed.replace(/^::ffff:/, '') === ip);
  return TRUSTED_PROXIES === 0 && direct && isLoopback(ip);
}
