import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { now } from '@/lib/platform/clock';
import { channel, rowset } from './store';

/** An event as functions see it. `ts` is in epoch milliseconds. */
export type RunnerEvent = { id: string; name: string; data: unknown; ts: number; v?: string };

export type NewEvent = {
  name: string;
  data?: unknown;
  /** Same id within 24 hours starts a function once; made up when left out. */
  id?: string;
  ts?: number;
  v?: string;
  /** Same for each retry of one send: the retry adds nothing. */
  sendKey?: string;
};

/**
 * Adds events inside the caller's transaction and wakes the runner when it commits. Returns the events' ids in
 * order. This is the embedded runner's own inbox: code that must also run against an Inngest server sends
 * through the client instead.
 */
export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ name, data, id, ts, v, sendKey }) => ({
    name,
    data: JSON.stringify(data ?? {}),
    id: id ?? crypto.randomUUID(),
    ts: ts ?? now().getTime(),
    v,
    send_key: sendKey,
  }));
  await Promise.all([
    tx.execute(sql`insert into runner_events (name, data, id, ts, v, send_key)
      select name, data::json, id, ts, v, send_key
      from json_to_recordset(${rowset(rows)})
        as row(name text, data text, id text, ts bigint, v text, send_key text)
      on conflict (send_key) do nothing`),
    tx.execute(sql`select pg_notify(${channel}, '')`),
  ]);
}
