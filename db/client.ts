import postgres from 'postgres';
import { env, required } from '@/lib/platform/env';

export type Connection = postgres.Sql;

const held = globalThis as { __caterPool?: Connection };

/**
 * The one pool of this process. Lives on `globalThis` because Next bundles pages and instrumentation apart
 * and each copy of this module would otherwise open a pool of its own.
 */
export function pool(): Connection {
  held.__caterPool ??= openPool({ url: required('DATABASE_URL'), max: env().DATABASE_POOL });
  return held.__caterPool;
}

/** Opens a pool on a login that has no rights of its own; work goes through `actAs`. */
export function openPool({ url, max }: { url: string; max: number }): Connection {
  return postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 10,
    max_lifetime: 60 * 30,
    prepare: true,
    // A database that comes back is found within a second, however long it was away.
    backoff: (retries) => Math.min(0.05 * 2 ** retries, 1),
    onnotice: () => undefined,
    connection: { application_name: 'cater', TimeZone: 'UTC', statement_timeout: 30_000 },
  });
}

/** Ends the pool; used by scripts and tests so that they can finish. */
export async function closePool(): Promise<void> {
  const open = held.__caterPool;
  held.__caterPool = undefined;
  await open?.end({ timeout: 5 });
}
