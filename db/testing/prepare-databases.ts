import postgres from 'postgres';
import { loginName, provision, quote, withDatabase } from '../embedded/provision';
import { MigrationError, migrate } from '../migrate';

/** The two URLs that tests get; every suite shares this database and works in a company of its own. */
export type TestDatabase = { databaseUrl: string; ownerUrl: string };

/**
 * Migrates a template once and makes the shared test database from it, or brings an existing one up to
 * date. When migrations were edited after they had been applied, both are made anew: test data only.
 */
export async function prepareDatabases({
  ownerUrl,
  database,
  loginPassword,
}: {
  /** Superuser URL of any database on the server. */
  ownerUrl: string;
  database: string;
  loginPassword: string;
}): Promise<TestDatabase> {
  const template = `${database}_template`;
  await migrateOrRebuild({ ownerUrl, database: template, loginPassword, template: undefined });
  await migrateOrRebuild({ ownerUrl, database, loginPassword, template });
  const made = await provision({ ownerUrl, database, loginPassword });
  return { databaseUrl: made.databaseUrl, ownerUrl: made.ownerUrl };
}

/** A copy of the migrated template, for a suite that must be alone in its database. */
export async function copyTemplate({
  ownerUrl,
  template,
  database,
}: {
  ownerUrl: string;
  template: string;
  database: string;
}): Promise<void> {
  await asOwner(ownerUrl, async (sql) => {
    await sql.unsafe(`create database ${quote(database)} template ${quote(template)}`);
    // Grants on a database are not copied with it.
    await sql.unsafe(`revoke all on database ${quote(database)} from public`);
    await sql.unsafe(`grant connect on database ${quote(database)} to ${loginName}`);
  });
}

/** Drops a test database with whoever is connected to it. */
export async function dropDatabase({ ownerUrl, database }: { ownerUrl: string; database: string }) {
  await asOwner(ownerUrl, (sql) => sql.unsafe(`drop database if exists ${quote(database)} with (force)`));
}

async function migrateOrRebuild(target: {
  ownerUrl: string;
  database: string;
  loginPassword: string;
  template: string | undefined;
}): Promise<void> {
  const { ownerUrl, database } = target;
  await createIfMissing(target);
  try {
    await migrate({ ownerUrl: withDatabase(ownerUrl, database) });
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    await dropDatabase({ ownerUrl, database });
    await createIfMissing(target);
    await migrate({ ownerUrl: withDatabase(ownerUrl, database) });
  }
}

async function createIfMissing({
  ownerUrl,
  database,
  loginPassword,
  template,
}: {
  ownerUrl: string;
  database: string;
  loginPassword: string;
  template: string | undefined;
}): Promise<void> {
  const exists = await asOwner(ownerUrl, (sql) => sql`select 1 from pg_database where datname = ${database}`);
  if (exists.length > 0) return;
  if (template) await copyTemplate({ ownerUrl, template, database });
  else await provision({ ownerUrl, database, loginPassword });
}

async function asOwner<T>(ownerUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(withDatabase(ownerUrl, 'postgres'), { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
