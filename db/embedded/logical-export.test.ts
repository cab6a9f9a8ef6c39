import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropDatabase } from '../testing/prepare-databases';
import { exportDatabase, importDatabase } from './logical-export';
import { quote, withDatabase } from './provision';

const server = process.env.TEST_DATABASE_OWNER_URL ?? '';
const schema = `
  create schema drizzle; create table drizzle.__drizzle_migrations (id serial, hash text, created_at bigint);
  insert into drizzle.__drizzle_migrations (hash, created_at) values ('h', 17);
  create table parent (id bigint generated always as identity primary key, name text, size int,
    doubled int generated always as (size * 2) stored);
  create table child (parent_id bigint not null references parent, at timestamptz) partition by range (at);
  create table child_1 partition of child for values from ('2026-01-01') to ('2027-01-01');
  create function refuse() returns trigger language plpgsql as $$ begin raise 'append only'; end $$;
  create trigger no_truncate before truncate on parent execute function refuse();
  create trigger no_insert before insert on child for each row when (pg_trigger_depth() > 5) execute function refuse();`;
let dir: string;
const databases: string[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cater-export-'));
});
afterEach(async () => {
  for (const database of databases.splice(0)) await dropDatabase({ ownerUrl: server, database });
  rmSync(dir, { recursive: true, force: true });
});

async function newDatabase(): Promise<{ url: string; sql: postgres.Sql }> {
  const database = `export_${randomUUID()}`;
  databases.push(database);
  const admin = postgres(server, { max: 1 });
  await admin.unsafe(`create database ${quote(database)}`);
  await admin.end();
  const url = withDatabase(server, database);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(schema);
  return { url, sql };
}

const everything = (sql: postgres.Sql) =>
  sql`select p.*, c.at from parent p left join child c on c.parent_id = p.id order by p.id`;

test('rows, partitions and counters of an export come back in another database', async () => {
  const from = await newDatabase();
  await from.sql`insert into parent (name, size) values (${'tab\tnew\nline \\N 🍛'}, 2), (null, null)`;
  await from.sql`insert into child values (1, '2026-05-01')`;
  const folder = join(dir, 'export');
  expect(await exportDatabase({ ownerUrl: from.url, folder })).toMatchObject({ tables: 2, rows: 3 });

  const to = await newDatabase();
  await to.sql`insert into parent (name) values ('of before')`;
  await importDatabase({ ownerUrl: to.url, folder });
  expect([...(await everything(to.sql))]).toEqual([...(await everything(from.sql))]);
  const [next] = await to.sql<{ id: string }[]>`insert into parent (name) values ('next') returning id`;
  expect(next?.id).toBe('3');
  await Promise.all([from.sql.end(), to.sql.end()]);
});

test('an export of other migrations is refused and nothing is changed', async () => {
  const from = await newDatabase();
  const folder = join(dir, 'export');
  await exportDatabase({ ownerUrl: from.url, folder });
  await from.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 18)`;
  await from.sql`insert into parent (name) values ('kept')`;
  await expect(importDatabase({ ownerUrl: from.url, folder })).rejects.toThrow('belongs to 1 migrations');
  expect(await everything(from.sql)).toHaveLength(1);
  await from.sql.end();
});
