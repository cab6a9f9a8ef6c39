import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';

/** Migrations can't be read or applied. The message is one line that says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

type Migration = { tag: string; when: number; hash: string; statements: string[] };
type Applied = { hash: string; createdAt: number };

const waitForOthers = 120_000;

/** The folder that drizzle-kit writes; below the working directory, as the app and its scripts run there. */
export function migrationsFolder(): string {
  return join(process.cwd(), 'db', 'migrations');
}

/**
 * Applies what is missing, in the journal's order, each migration in its own transaction, one migrator at a
 * time. `beforeChange` runs once, before the first change of a database that already has migrations: the
 * place for a backup. Returns the names applied. Throws MigrationError when an applied migration's file has
 * changed, when the database is ahead of this source, or when a statement fails.
 */
export async function migrate({
  ownerUrl,
  folder = migrationsFolder(),
  beforeChange,
  waitForTables = '10s',
}: {
  ownerUrl: string;
  folder?: string;
  beforeChange?: () => Promise<void>;
  /** How long a statement waits for a table that others use (PostgreSQL's `lock_timeout`). */
  waitForTables?: string;
}): Promise<string[]> {
  const migrations = readMigrations(folder);
  return withClusterLock(ownerUrl, async () => {
    const sql = postgres(ownerUrl, {
      max: 1,
      onnotice: () => {},
      connection: { lock_timeout: waitForOthers },
    });
    try {
      await lockMigrations(sql);
      await createLedger(sql);
      const applied = await readApplied(sql);
      const pending = comparePlan({ migrations, applied });
      if (pending.length > 0 && applied.length > 0) await beforeChange?.();
      for (const migration of pending) await apply({ sql, migration, waitForTables });
      return pending.map((migration) => migration.tag);
    } finally {
      await sql.end({ timeout: 5 });
    }
  });
}

/**
 * Names of the migrations that this source has and the database lacks. Any login may ask; a ledger that it
 * may not read, or that is missing, means that all are pending. Throws MigrationError like `migrate`.
 */
export async function pendingMigrations({
  url,
  folder = migrationsFolder(),
}: {
  url: string;
  folder?: string;
}): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await pendingMigrationsOn(sql, folder);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Like `pendingMigrations`, on a connection that is already open. */
export async function pendingMigrationsOn(sql: postgres.Sql, folder = migrationsFolder()): Promise<string[]> {
  const migrations = readMigrations(folder);
  const [ledger] = await sql<{ found: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  const applied = ledger?.found ? await readApplied(sql) : [];
  return comparePlan({ migrations, applied }).map((migration) => migration.tag);
}

/** The migrations of a folder in the order of drizzle's journal. Throws MigrationError when one is missing. */
export function readMigrations(folder: string): Migration[] {
  const journal = join(folder, 'meta', '_journal.json');
  if (!existsSync(journal)) throw new MigrationError(`There is no journal of migrations at ${journal}.`);
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  return entries.map(({ tag, when }) => {
    const path = join(folder, `${tag}.sql`);
    if (!existsSync(path)) throw new MigrationError(`The journal names ${tag}, but ${path} is missing.`);
    const text = readFileSync(path, 'utf8');
    const statements = text.split('--> statement-breakpoint').filter((part) => part.trim() !== '');
    return { tag, when, hash: createHash('sha256').update(text).digest('hex'), statements };
  });
}

function comparePlan({ migrations, applied }: { migrations: Migration[]; applied: Applied[] }): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.when, migration]));
  for (const row of applied) {
    const migration = known.get(row.createdAt);
    if (!migration) {
      throw new MigrationError(
        `The database has a migration of ${new Date(row.createdAt).toISOString()} that this source does not know: update the source, or use the database that belongs to it.`,
      );
    }
    if (migration.hash !== row.hash) {
      throw new MigrationError(
        `Migration ${migration.tag} was changed after it had been applied: restore the file and put the change into a new migration (npm run db:generate).`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.createdAt));
  return migrations.filter((migration) => !done.has(migration.when));
}

/**
 * Roles belong to the whole cluster, advisory locks to one database. So two databases of one cluster are
 * kept apart by a lock in the maintenance database, where we are allowed to connect to it.
 */
async function withClusterLock<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const maintenance = new URL(ownerUrl);
  maintenance.pathname = '/postgres';
  const sql = postgres(maintenance.href, {
    max: 1,
    onnotice: () => {},
    connection: { lock_timeout: waitForOthers },
  });
  try {
    await sql`select 1`.then(
      () => lockMigrations(sql),
      () => undefined,
    );
    return await work();
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function lockMigrations(sql: postgres.Sql): Promise<void> {
  try {
    await sql`select pg_advisory_lock(hashtext('cater migrations'))`;
  } catch (error) {
    const waitedInVain = error instanceof postgres.PostgresError && error.code === '55P03';
    if (!waitedInVain) throw error;
    throw new MigrationError('Another migration of this database has not ended within 2 minutes.', {
      cause: error,
    });
  }
}

async function createLedger(sql: postgres.Sql): Promise<void> {
  await sql`create schema if not exists drizzle`;
  await sql`create table if not exists drizzle.__drizzle_migrations
    (id serial primary key, hash text not null, created_at bigint)`;
  // The app's own login tells from it, at boot and in its health answer, whether anything is pending.
  await sql`grant usage on schema drizzle to public`;
  await sql`grant select on drizzle.__drizzle_migrations to public`;
}

async function readApplied(sql: postgres.Sql): Promise<Applied[]> {
  const rows = await sql<{ hash: string; created_at: string }[]>`
    select hash, created_at from drizzle.__drizzle_migrations order by created_at`;
  return rows.map((row) => ({ hash: row.hash, createdAt: Number(row.created_at) }));
}

async function apply({
  sql,
  migration,
  waitForTables,
}: {
  sql: postgres.Sql;
  migration: Migration;
  waitForTables: string;
}): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      await tx`select set_config('lock_timeout', ${waitForTables}, true)`;
      for (const statement of migration.statements) await tx.unsafe(statement);
      await tx`insert into drizzle.__drizzle_migrations (hash, created_at)
        values (${migration.hash}, ${migration.when})`;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${migration.tag} failed and was undone: ${reason}`, { cause: error });
  }
}
