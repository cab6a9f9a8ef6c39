import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { createRuns } from './create-runs';
import type { Schedule } from './cron';
import type { FunctionDefinition, RunRequest } from './functions';
import type { Registry } from './registry-view';
import { rowset, type Store } from './store';

type Entry = { definition: FunctionDefinition; schedule: Schedule };
type Row = { function_id: string; expression: string; next_at: string; now_at: string };

function entriesOf(registry: Registry): Entry[] {
  return registry.all.flatMap((definition) =>
    definition.schedules.map((schedule) => ({ definition, schedule })),
  );
}

const nextRow = ({ definition, schedule }: Entry, now: Date) => ({
  function_id: definition.id,
  expression: schedule.expression,
  next_at: schedule.nextAfter(now).toISOString(),
});

/** Makes the stored schedules those of the synced functions. What was due while nothing ran stays due. */
export async function storeSchedules(store: Store, registry: Registry, now: Date): Promise<void> {
  const rows = entriesOf(registry).map((entry) => nextRow(entry, now));
  await store.transact(async (tx) => {
    await tx.execute(sql`insert into runner_crons (function_id, expression, next_at)
      select function_id, expression, next_at from json_to_recordset(${rowset(rows)})
        as row(function_id text, expression text, next_at timestamptz)
      order by function_id, expression on conflict do nothing`);
    await tx.execute(sql`delete from runner_crons where function_id in
        (select function_id from json_to_recordset(${rowset(registry.ids.map((id) => ({ function_id: id })))})
          as known(function_id text))
      and (function_id, expression) not in (select function_id, expression
        from json_to_recordset(${rowset(rows)}) as row(function_id text, expression text))`);
  });
}

/** Starts a run for each schedule whose time has come: one, however many times were missed. */
export async function startDueSchedules(store: Store, registry: Registry): Promise<number> {
  return store.transact(async (tx) => {
    const due = await tx.execute<Row>(sql`select function_id, expression, next_at, now() as now_at
      from runner_crons where next_at <= now() order by function_id, expression for update skip locked`);
    const entries = new Map(entriesOf(registry).map((entry) => [entryKey(entry), entry]));
    const known = due.flatMap((row) => {
      const entry = entries.get(JSON.stringify([row.function_id, row.expression]));
      return entry ? [{ entry, row }] : [];
    });
    if (known.length === 0) return 0;
    await createRuns(
      tx,
      known.map(({ entry, row }) => cronRun(entry, row)),
    );
    await storeNext(
      tx,
      known.map(({ entry, row }) => nextRow(entry, new Date(row.now_at))),
    );
    return known.length;
  });
}

const entryKey = ({ definition, schedule }: Entry) => JSON.stringify([definition.id, schedule.expression]);

function cronRun({ definition, schedule }: Entry, row: Row): RunRequest {
  const scheduledAt = new Date(row.next_at).toISOString();
  const now = new Date(row.now_at);
  const data = { cron: schedule.expression, fireAt: now.toISOString(), scheduledAt };
  return {
    definition,
    event: { id: crypto.randomUUID(), name: 'inngest/scheduled.timer', data, ts: now.getTime() },
    dedupeKey: `cron:${schedule.expression}:${scheduledAt}`,
  };
}

function storeNext(tx: Tx, rows: object[]) {
  return tx.execute(sql`update runner_crons c set next_at = row.next_at
    from json_to_recordset(${rowset(rows)}) as row(function_id text, expression text, next_at timestamptz)
    where c.function_id = row.function_id and c.expression = row.expression`);
}
