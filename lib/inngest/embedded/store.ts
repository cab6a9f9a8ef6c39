import { type SQL, sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { actAs, type Tx } from '@/db/session';

/** The runner's door to its tables. */
export type Store = { transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T> };

/** Two processes that met: PostgreSQL ended one of them, and doing it again is right. */
const COLLISIONS = new Set(['40001', '40P01', '55P03']);
const TRIES = 4;

/** NOTIFY channel: something arrived that the runner should look at now. */
export const CHANNEL = 'cater_runner';

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
          if (attempt === TRIES || !COLLISIONS.has(sqlState(error))) throw error;
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

/** A list as one parameter, for `in (…)`. */
export function oneOfTexts(values: readonly string[]): SQL {
  return sql`(select json_array_elements_text(${JSON.stringify(values)}::text::json))`;
}

/** A list of uuids as one parameter, for `in (…)`. */
export function oneOfUuids(values: readonly string[]): SQL {
  return sql`(select json_array_elements_text(${JSON.stringify(values)}::text::json)::uuid)`;
}

/** Text that PostgreSQL can hold: it has no NUL. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '');
}
