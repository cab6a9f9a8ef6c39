import postgres from 'postgres';
import { randomPassword } from './data-folder';

export const databaseName = 'cater';
export const loginName = 'cater_login';

/**
 * Makes the database (when `database` is given and missing) and the login role that the app runs as: no
 * inheritance, no rights of its own, never superuser. Sets its password. Needs an owner who may create roles.
 * Returns the app's URL. Safe to repeat and to run from several processes.
 */
export async function provision({
  ownerUrl,
  database,
  loginPassword = randomPassword(),
}: {
  ownerUrl: string;
  database?: string;
  loginPassword?: string;
}): Promise<{ ownerUrl: string; databaseUrl: string }> {
  const target = database ?? decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('cater provision'))`;
    if (database) await createDatabase(sql, database);
    await createLogin(sql, loginPassword);
    await sql.unsafe(`grant connect on database ${quote(target)} to ${loginName}`);
    await sql.unsafe(`revoke all on database ${quote(target)} from public`);
  } finally {
    await sql.end();
  }
  return {
    ownerUrl: withDatabase(ownerUrl, target),
    databaseUrl: withLogin({ url: withDatabase(ownerUrl, target), user: loginName, password: loginPassword }),
  };
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const next = new URL(url);
  next.pathname = `/${encodeURIComponent(database)}`;
  return next.href;
}

/** An SQL identifier in quotes. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function withLogin({ url, user, password }: { url: string; user: string; password: string }): string {
  const next = new URL(url);
  next.username = user;
  next.password = password;
  return next.href;
}

async function createDatabase(sql: postgres.Sql, database: string): Promise<void> {
  const [existing] = await sql`select 1 from pg_database where datname = ${database}`;
  // From template1: it has the encoding and the collation that the cluster was made with.
  if (!existing) await sql.unsafe(`create database ${quote(database)}`);
}

async function createLogin(sql: postgres.Sql, password: string): Promise<void> {
  const [existing] = await sql`select 1 from pg_roles where rolname = ${loginName}`;
  if (!existing) await sql.unsafe(`create role ${loginName} login noinherit`);
  // ALTER ROLE takes no parameters; the password's alphabet is checked instead of escaped.
  if (!/^[\w.~-]+$/.test(password)) throw new Error('the login password holds characters that need escaping');
  await sql.unsafe(`alter role ${loginName} login noinherit password '${password}'`);
}
