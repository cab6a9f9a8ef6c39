import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { type Connection, pool } from './client';

/** Where a call came from, for the audit trail. */
export type Origin = { requestId?: string; ip?: string };

/** Who acts. Each kind is one database role; its rights are the policies and grants of the migrations. */
export type Actor = Origin &
  (
    | { role: 'manager' | 'staff'; companyId: string; userId: string }
    | { role: 'client'; companyId: string; userId: string; customerId: string }
    | { role: 'system'; companyId: string; name: string; userId?: string }
    | { role: 'auth'; name: string }
    | { role: 'runner'; name: string }
  );

export type Tx = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

type Options = { connection?: Connection; readOnly?: boolean };

/**
 * Runs `work` in one transaction as the actor and returns its result once it is durable. `begin` and the
 * actor's settings travel with the first query, so they cost no round trip of their own. Rolls back and
 * rethrows whatever `work` throws. PostgreSQL refuses what the role may not do (42501).
 */
export async function actAs<T>(
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
  options: Options = {},
): Promise<T> {
  const session = await open(actor, options);
  try {
    const result = await work(session.tx);
    await session.commit();
    return result;
  } catch (error) {
    await session.rollback();
    throw session.firstError() ?? error;
  } finally {
    session.release();
  }
}

type Rows<Q extends readonly PromiseLike<unknown>[]> = { -readonly [K in keyof Q]: Awaited<Q[K]> };

/**
 * Runs reads that don't depend on each other as the actor, in one repeatable-read snapshot and one round
 * trip: begin, settings, queries and commit are sent together.
 */
export async function readAs<const Q extends readonly PromiseLike<unknown>[]>(
  actor: Actor,
  build: (tx: Tx) => Q,
  options: Omit<Options, 'readOnly'> = {},
): Promise<Rows<Q>> {
  const session = await open(actor, { ...options, readOnly: true });
  try {
    const queries = build(session.tx);
    const settled = Promise.allSettled(queries);
    await session.dispatched(queries.length);
    const committed = session.commit().catch((error: unknown) => error);
    const results = await settled;
    const commitError = await committed;
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw session.firstError() ?? failed.reason;
    if (commitError) throw commitError;
    return results.map((result) => (result.status === 'fulfilled' ? result.value : undefined)) as Rows<Q>;
  } finally {
    session.release();
  }
}

/**
 * Runs `work` with the rights of the company's automation inside the caller's transaction: for what a rule
 * has allowed but the caller's own role can't write, such as the totals of a client's enquiry. The audit
 * keeps naming the person.
 */
export async function escalate<T>(actor: Actor, tx: Tx, work: () => Promise<T>): Promise<T> {
  const { sql } = await import('drizzle-orm');
  await tx.execute(sql`select set_config('role', 'cater_system', true)`);
  const result = await work();
  await tx.execute(sql`select set_config('role', ${`cater_${actor.role}`}, true)`);
  return result;
}

const SETTINGS = `select set_config('role', $1, true), set_config('app.company_id', $2, true),
 set_config('app.user_id', $3, true), set_config('app.customer_id', $4, true),
 set_config('app.actor', $5, true), set_config('app.request_id', $6, true),
 set_config('app.ip', $7, true), set_config('statement_timeout', '30s', true)`;

function settings(actor: Actor): string[] {
  return [
    `cater_${actor.role}`,
    'companyId' in actor ? actor.companyId : '',
    'userId' in actor ? (actor.userId ?? '') : '',
    actor.role === 'client' ? actor.customerId : '',
    'name' in actor ? actor.name : 'user',
    actor.requestId ?? '',
    actor.ip ?? '',
  ];
}

type Reserved = Awaited<ReturnType<Connection['reserve']>>;

async function open(actor: Actor, { connection = pool(), readOnly = false }: Options) {
  const reserved: Reserved = await connection.reserve();
  let broken = false;
  let first: unknown;
  let count = 0;
  let arrived: () => void = () => undefined;

  const send = (query: string, parameters: unknown[] = []) => {
    const sent = reserved.unsafe(query, parameters as postgres.ParameterOrJSON<never>[], { prepare: true });
    sent.execute();
    sent.catch((error: unknown) => {
      first ??= error;
      const code = (error as { code?: string }).code ?? '';
      if (code.startsWith('CONNECTION_') || code.startsWith('57P')) broken = true;
    });
    return sent;
  };

  const counted = (query: string, parameters: unknown[] = []) => {
    const sent = send(query, parameters);
    count += 1;
    arrived();
    return sent;
  };

  // Drizzle never asks for prepared statements by itself; this client prepares each one.
  const client = { options: connection.options, unsafe: counted } as unknown as Connection;
  const tx = drizzle(client) as unknown as Tx;

  send(readOnly ? 'begin isolation level repeatable read read only' : 'begin');
  send(SETTINGS, settings(actor));

  return {
    tx,
    firstError: () => first,
    dispatched: (wanted: number) =>
      new Promise<void>((resolve) => {
        arrived = () => {
          if (count >= wanted) resolve();
        };
        arrived();
      }),
    commit: async () => {
      const { command } = await send('commit');
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
      if (command !== 'COMMIT') throw first ?? new Error('The transaction was rolled back');
    },
    rollback: async () => {
      if (!broken) await send('rollback').catch(() => undefined);
    },
    release: () => {
      if (!broken) reserved.release();
    },
  };
}
