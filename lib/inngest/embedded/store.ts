import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Connection, openPool } from '@/db/client';
import { actAs, type Tx } from '@/db/session';

/** The runner's door to its tables. */
export type Store = { transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T> };

/** Two processes that met: PostgreSQL ended one of them, and doing it again is right. */
const collisions = new Set(['40001', '40P01', '55P03']);
const tries = 4;

/** NOTIFY channel: something arrived that the runner should look at now. */
export const channel = 'cater_runner';

/**
 * Queues go from empty to thousands of rows within seconds and the planner's statistics lag: plans are pinned
 * to index look-ups.
 */
const plans = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', jit: 'off' };

/** Opens the runner's own connections, so that a burst of jobs leaves those of the pages alone. */
export function openRunnerPool(databaseUrl: string, max = 6): Connection {
  const url = new URL(databaseUrl);
  for (const [name, value] of Object.entries(plans)) url.searchParams.set(name, value);
  return openPool({ url: url.href, max });
}

/** Opens the store. Transactions that lost against another process's are repeated up to three times. */
export function openStore(connection?: Connection): Store {
  const once = <T>(work: (tx: Tx) => Promise<T>) =>
    actAs({ role: 'runner', name: 'runner' }, work, { connection });
  return {
    transact: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(work);
        } catch (error) {
          if (attempt === tries || !collisions.has(sqlState(error))) throw error;
        }
      }
    },
  };
}

/** The SQLSTATE of a failed query, '' when PostgreSQL wasn't what failed. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : sqlState(cause);
}

/** Many rows as one parameter, for `json_to_recordset`. Payloads go in as text: `json` refuses no byte of it. */
export function rowset(rows: object[]): SQL {
  return sql`${JSON.stringify(rows)}::text::json`;
}

/** A list as one parameter, for `= any (…)`. */
export function textArray(values: readonly string[]): SQL {
  return sql`array(select json_array_elements_text(${JSON.stringify(values)}::text::json))`;
}

/** A list of uuids as one parameter, for `= any (…)`. */
export function uuidArray(values: readonly string[]): SQL {
  return sql`array(select json_array_elements_text(${JSON.stringify(values)}::text::json)::uuid)`;
}

/** A list of bigints as one parameter, for `= any (…)`. */
export function bigintArray(values: readonly string[]): SQL {
  return sql`array(select json_array_elements_text(${JSON.stringify(values)}::text::json)::bigint)`;
}

/** Text that PostgreSQL can hold: it has no NUL. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '');
}
