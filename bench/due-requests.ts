import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { openPool } from '../db/client';
import { demoCompanyId } from '../db/seed/demo';
import { createEmbeddedClient } from '../lib/inngest/client';
import type { Stack } from '../scripts/stack';

/** What the database and the simulator say about the requests of one measurement. */
export type DueRequests = {
  owner: postgres.Sql;
  /** Marks the bookings of this measurement. */
  tag: string;
  /** Asks the automation for the sweep that finds them, or for the one of the messages. */
  sweep: (of?: 'feedback' | 'whatsapp') => Promise<void>;
  /**
   * Makes what customers wrote and nobody has read as old as what a sweep reads, two minutes. Rows that the app
   * holds are left to the next time; waiting for them could end in a deadlock with it.
   */
  ageUnread: () => Promise<void>;
  /** How many feedback requests are in which state of sending. */
  progress: () => Promise<Record<string, number>>;
  /** Transactions of the database so far. */
  transactions: () => Promise<number>;
  close: () => Promise<void>;
};

/**
 * Completed events that nobody was asked about, one for each of `count` opted-in customers, as an import or a
 * long outage leaves them. Written past the triggers: they are the past, not work of this measurement.
 */
export async function makeDueRequests(stack: Stack, count: number): Promise<DueRequests> {
  const owner = postgres(stack.ownerUrl, { max: 2, onnotice: () => undefined });
  const tag = randomBytes(3).toString('hex');
  const company = demoCompanyId;
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`create temporary table made on commit drop as
      select gen_random_uuid() as customer_id, gen_random_uuid() as booking_id, n,
        '+23355' || lpad(n::text, 7, '0') as phone from generate_series(1, ${count}::int) n`;
    await sql`insert into customers (id, company_id, name, phone)
      select customer_id, ${company}, 'Customer ' || n, phone from made`;
    await sql`insert into consents (id, company_id, customer_id, channel, state, source, text_version)
      select gen_random_uuid(), ${company}, customer_id, 'whatsapp', 'granted', 'import', 'bench' from made`;
    await sql`insert into bookings (id, company_id, reference, customer_id, event_name, event_type, starts_at, ends_at,
        venue, guests, status, completed_at, payment_plan, cancellation_terms)
      select booking_id, ${company}, ${`X${tag}`} || n, customer_id, 'Event ' || n || ${` ${tag}`}, 'wedding',
        now() - interval '5 days', now() - interval '5 days' + interval '4 hours', 'Hall ' || n, 80, 'completed',
        now() - interval '4 days', c.payment_plan, c.cancellation_terms from made, companies c where c.id = ${company}`;
  });
  await owner`analyze customers`;
  await owner`analyze bookings`;
  const connection = openPool({ url: stack.databaseUrl, max: 1 });
  const client = createEmbeddedClient({ id: 'bench', connection });
  return {
    owner,
    tag,
    sweep: async (of = 'feedback') => void (await client.send({ name: `${of}/sweep.requested`, data: {} })),
    ageUnread: async () =>
      void (await owner`update messages set created_at = created_at - interval '3 minutes'
        where id in (select id from messages
          where direction = 'inbound' and handled_at is null
          and customer_id in (select customer_id from bookings where reference like ${`X${tag}%`})
          for update skip locked)`),
    progress: async () => {
      const rows =
        await owner`select m.status, count(*)::int as n from messages m join bookings b on b.id = m.booking_id
        where m.kind = 'feedback_request' and b.reference like ${`X${tag}%`} group by 1`;
      return Object.fromEntries(rows.map((row) => [row.status as string, row.n as number]));
    },
    transactions: async () => {
      const [row] = await owner`select xact_commit::int as n from pg_stat_database
        where datname = current_database()`;
      return Number(row?.n ?? 0);
    },
    close: async () => {
      await connection.end({ timeout: 2 });
      await owner.end({ timeout: 2 });
    },
  };
}

/** Asks the simulator's control API. */
export async function control<T>(stack: Stack, path: string, body?: object): Promise<T> {
  const response = await fetch(`${stack.simulatorUrl}/control/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  });
  if (!response.ok) throw new Error(`The simulator answered ${response.status} to control/${path}`);
  return (await response.json()) as T;
}
