import 'server-only';
import { sql } from 'drizzle-orm';
import type { Registry } from './registry-view';
import { type Store, textArray } from './store';

/** What there is to do, and in how many milliseconds more becomes due (Infinity: nothing is planned). */
export type Agenda = { events: boolean; waits: boolean; schedules: boolean; jobs: boolean; nextMs: number };

type Row = { events: boolean; waits: boolean; schedules: boolean; jobs: boolean; next_ms: number | null };

/** Looks at the heads of the runner's queues: index look-ups, one round trip. */
export async function peek(store: Store, registry: Registry, earlyMs = 0): Promise<Agenda> {
  const mine = textArray(registry.ids);
  const [row] = await store.transact((tx) =>
    tx.execute<Row>(sql`select
      exists (select from runner_events where matched_at is null) as events,
      exists (select from runner_waits where expires_at <= now() + ${earlyMs}::float8 * interval '1 ms') as waits,
      exists (select from runner_crons where next_at <= now() and function_id = any(${mine})) as schedules,
      exists (select from runner_jobs where lock_token is null and parked_at is null and due_at <= now()
        and function_id = any(${mine})) as jobs,
      (extract(epoch from least(
        (select min(due_at) from runner_jobs where lock_token is null and parked_at is null and due_at > now()),
        (select min(expires_at) from runner_waits where expires_at > now()),
        (select min(next_at) from runner_crons where next_at > now())
      ) - now()) * 1000)::float8 as next_ms`),
  );
  if (!row) throw new Error('peek returned nothing');
  return { ...row, nextMs: row.next_ms ?? Number.POSITIVE_INFINITY };
}
