import { AsyncLocalStorage } from 'node:async_hooks';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { type Connection, pool } from './client';
import type { officeRoles } from './enums';
import { measureVisit } from './measure';
import { takeWire } from './take-wire';

/** Where a call came from, for the audit trail. */
export type Origin = { requestId?: string; ip?: string };

/**
 * A key acts for the person who made it, under their database role, with no more permissions than it was given.
 * The audit names the key.
 */
export type ApiKey = { id: string; permissions: readonly string[] };

export type OfficeRole = (typeof officeRoles)[number];
type OfOffice<R extends OfficeRole> = {
  role: R;
  companyId: string;
  userId: string;
  sessionId?: string;
  apiKey?: ApiKey;
};

/** Who acts. Each kind is one database role; its rights are the policies and grants of the migrations. */
export type Actor = Origin &
  (
    | { [R in OfficeRole]: OfOffice<R> }[OfficeRole]
    | { role: 'client'; companyId: string; userId: string; sessionId?: string; customerId: string }
    | { role: 'system'; companyId: string; name: string; userId?: string }
    | { role: 'auth'; name: string }
    | { role: 'runner'; name: string }
  );

/** Somebody who works for the company. */
export type OfficeActor = Extract<Actor, { role: OfficeRole }>;
export type SystemActor = Extract<Actor, { role: 'system' }>;
/** Somebody with a login: of the office, or a client. */
export type PersonActor = Extract<Actor, { role: OfficeRole | 'client' }>;

export type Tx = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

/** What the statements of a transaction go through, for those that were put together before it began. */
export const clients = new WeakMap<
  Tx,
  {
    unsafe: (
      query: string,
      parameters: unknown[],
      how: { simple: boolean },
    ) => ReturnType<Connection['unsafe']>;
  }
>();

type Options = { connection?: Connection; readOnly?: boolean };
type ReadOptions = Omit<Options, 'readOnly'> & {
  /** Whether one plan is right for each of them, whatever they are asked with. */
  onePlan?: boolean;
};

const beginRead = 'begin isolation level repeatable read read only';
/** For the rest of a transaction no statement is planned for the values that it is asked with. */
export const genericPlan = '; set local plan_cache_mode = force_generic_plan';

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
 * trip: begin, settings, queries and commit are sent together. Give it Drizzle's queries as they are: a
 * promise may need several statements, so commit waits until it has settled, which costs a round trip more.
 */
export async function readAs<const Q extends readonly PromiseLike<unknown>[]>(
  actor: Actor,
  build: (tx: Tx) => Q,
  { onePlan = false, ...options }: ReadOptions = {},
): Promise<Rows<Q>> {
  const session = await open(
    actor,
    { ...options, readOnly: true },
    onePlan ? beginRead + genericPlan : undefined,
  );
  try {
    const queries = build(session.tx);
    const oneStatementEach = !queries.some((query) => query instanceof Promise);
    const allSent = session.executed(oneStatementEach ? queries.length : Number.POSITIVE_INFINITY);
    const settled = Promise.allSettled(queries);
    // A query that fails before it is sent never counts as sent.
    await Promise.race([allSent, settled]);
    const committed = session.commit().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const [results, refused] = await Promise.all([settled, committed]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    if (refused) throw refused.error;
    return results.map((result) => (result.status === 'fulfilled' ? result.value : undefined)) as Rows<Q>;
  } catch (error) {
    await session.rollback();
    throw session.firstError() ?? error;
  } finally {
    session.release();
  }
}

const escalated = new AsyncLocalStorage<Set<Tx>>();

/**
 * Runs `work` with the rights of the company's automation inside the caller's transaction: for what a rule
 * has allowed but the caller's own role can't write, such as the totals of a client's enquiry. The audit
 * keeps naming the person. Only the statements of `work` have these rights: what runs beside it, after it or
 * after it threw has the caller's.
 */
export async function escalate<T>(_actor: Actor, tx: Tx, work: () => Promise<T>): Promise<T> {
  const within = new Set([...(escalated.getStore() ?? []), tx]);
  try {
    // Awaited inside: Drizzle sends a query when somebody awaits it, not when it is built.
    return await escalated.run(within, async () => await work());
  } finally {
    // What `work` started and didn't wait for goes on in this context.
    within.delete(tx);
  }
}

const settingsStatement = `select set_config('role', $1, true), set_config('app.company_id', $2, true),
 set_config('app.user_id', $3, true), set_config('app.customer_id', $4, true),
 set_config('app.actor', $5, true), set_config('app.request_id', $6, true),
 set_config('app.ip', $7, true), set_config('statement_timeout', '30s', true)`;

function settings(actor: Actor): string[] {
  return [
    `cater_${actor.role}`,
    'companyId' in actor ? actor.companyId : '',
    'userId' in actor ? (actor.userId ?? '') : '',
    actor.role === 'client' ? actor.customerId : '',
    'name' in actor ? actor.name : 'apiKey' in actor && actor.apiKey ? `key:${actor.apiKey.id}` : 'user',
    actor.requestId ?? '',
    actor.ip ?? '',
  ];
}

/** Says who acts, first thing in a transaction; later statements run with those rights. */
type Introduction = {
  /** Without parameters, so that it may be several statements. */
  begin?: string;
  say: (send: (query: string, parameters?: unknown[]) => PromiseLike<readonly unknown[]>) => unknown;
  /** Gives the transaction's own role back after an escalation. */
  ownRole: string;
  /** For what is measured. */
  who: { role: string; companyId?: string | undefined };
};

async function open(actor: Actor, options: Options, begin?: string) {
  return openWith(
    {
      ...(begin && { begin }),
      say: (send) => send(settingsStatement, settings(actor)),
      ownRole: `set local role cater_${actor.role}`,
      who: { role: actor.role, companyId: 'companyId' in actor ? actor.companyId : undefined },
    },
    options,
  );
}

/** A transaction on a connection of its own whose first statements are the introduction's. */
export async function openWith(
  { begin, say, ownRole, who }: Introduction,
  { connection = pool(), readOnly = false }: Options = {},
) {
  let lost: unknown;
  let first: unknown;
  let count = 0;
  let arrived: () => void = () => undefined;
  /** Commit or rollback was sent: a later statement would run in somebody else's transaction. */
  let ending = false;
  let ended = false;

  const meter = measureVisit(who);
  const wire = await takeWire(connection, {
    begin: begin ?? (readOnly ? beginRead : 'begin'),
    prepare: begin === undefined,
    onLost: (error) => {
      lost ??= error;
      first ??= error;
    },
  }).catch((error: unknown) => {
    meter.connected(false);
    throw error;
  });
  meter.connected(true);

  const send = (query: string, parameters: unknown[] = [], simple = parameters.length === 0) => {
    // A wire that went down is given to the next caller as soon as it is up again.
    if (lost) throw lost;
    const at = performance.now();
    const sent = wire.send(query, parameters, { prepare: true, simple });
    sent.then(
      () => meter.answered(query, at),
      (error: unknown) => {
        first ??= error;
        const code = (error as { code?: string }).code ?? '';
        if (code.startsWith('CONNECTION_') || code.startsWith('57P')) lost ??= error;
      },
    );
    return sent;
  };

  const execute = (query: string, parameters: unknown[] = [], { simple }: { simple?: boolean } = {}) => {
    if (ending) throw new Error('A statement came after the end of its transaction: await it inside.');
    const asSystem = escalated.getStore()?.has(tx);
    // Sent in one go, so that no statement of the caller gets between.
    if (asSystem) send('set local role cater_system');
    const sent = send(query, parameters, simple);
    if (asSystem) send(ownRole);
    count += 1;
    arrived();
    return sent;
  };

  // Drizzle never asks for prepared statements by itself; this client prepares each one.
  const client = { options: connection.options, unsafe: execute } as unknown as Connection;
  const tx = drizzle(client) as unknown as Tx;

  clients.set(tx, { unsafe: execute });
  try {
    say(send);
  } catch (error) {
    meter.ended();
    throw error;
  }

  return {
    tx,
    firstError: () => first,
    /** Resolves when `more` statements have been sent from now on. */
    executed: (more: number) => {
      const wanted = count + more;
      return new Promise<void>((resolve) => {
        arrived = () => {
          if (count >= wanted) resolve();
        };
        arrived();
      });
    },
    commit: async () => {
      ending = true;
      const { command } = await send('commit');
      ended = true;
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
      if (command !== 'COMMIT') throw first ?? new Error('The transaction was rolled back');
    },
    rollback: async () => {
      ending = true;
      if (lost || ended) return;
      await send('rollback').then(
        () => {
          ended = true;
        },
        () => undefined,
      );
    },
    /** Lets go of the connection, and ends it when its transaction may still be open. */
    release: () => {
      meter.ended();
      if (lost) return;
      wire.letGo();
      if (!ended) wire.terminate();
    },
  };
}
