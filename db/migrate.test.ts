import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quote, withDatabase } from './embedded/provision';
import { migrate, pendingMigrations } from './migrate';
import { dropDatabase } from './testing/prepare-databases';

const server = process.env.TEST_DATABASE_OWNER_URL ?? '';
let folder: string;
let ownerUrl: string;
let sql: postgres.Sql;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cater-migrations-'));
  const database = `migrate_${randomUUID()}`;
  ownerUrl = withDatabase(server, database);
  const admin = postgres(server, { max: 1 });
  await admin.unsafe(`create database ${quote(database)}`);
  await admin.end();
  sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
});

afterEach(async () => {
  await sql.end();
  await dropDatabase({ ownerUrl: server, database: new URL(ownerUrl).pathname.slice(1) });
  rmSync(folder, { recursive: true, force: true });
});

function write(migrations: Record<string, string>): void {
  mkdirSync(join(folder, 'meta'), { recursive: true });
  const entries = Object.keys(migrations).map((tag, idx) => ({ idx, tag, when: 1_700_000_000_000 + idx }));
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }));
  for (const [tag, text] of Object.entries(migrations)) writeFileSync(join(folder, `${tag}.sql`), text);
}

const first = 'create table a (n int);\n--> statement-breakpoint\ninsert into a values (1);';

test('applies in order, once, and remembers as drizzle does', async () => {
  write({ '0000_first': first, '0001_second': 'insert into a values (2);' });
  expect(await pendingMigrations({ url: ownerUrl, folder })).toEqual(['0000_first', '0001_second']);
  expect(await migrate({ ownerUrl, folder })).toEqual(['0000_first', '0001_second']);
  expect(await migrate({ ownerUrl, folder })).toEqual([]);
  expect(await pendingMigrations({ url: ownerUrl, folder })).toEqual([]);
  expect([...(await sql`select n from a order by n`)]).toEqual([{ n: 1 }, { n: 2 }]);
  const { migrate: drizzleMigrate } = await import('drizzle-orm/postgres-js/migrator');
  const { drizzle } = await import('drizzle-orm/postgres-js');
  await drizzleMigrate(drizzle(sql), { migrationsFolder: folder });
  expect([...(await sql`select count(*)::int as n from a`)]).toEqual([{ n: 2 }]);
});

test('two migrators at once apply each migration once', async () => {
  write({
    '0000_first': `select pg_sleep(0.2);\n--> statement-breakpoint\n${first}`,
    '0001_more': 'insert into a values (2);',
  });
  const results = await Promise.all([migrate({ ownerUrl, folder }), migrate({ ownerUrl, folder })]);
  expect(results.map((tags) => tags.length).sort()).toEqual([0, 2]);
  expect([...(await sql`select count(*)::int as n from a`)]).toEqual([{ n: 2 }]);
});

test('migrations of two databases of one server do not overlap, so that they may make the same role', async () => {
  const role = `migrate_role_${randomUUID().slice(0, 8)}`;
  const other = withDatabase(server, `migrate_${randomUUID()}`);
  const name = new URL(other).pathname.slice(1);
  await sql.unsafe(`create database ${quote(name)}`);
  const once = `do $$ begin if not exists (select from pg_roles where rolname = '${role}') then
    perform pg_sleep(0.2); create role ${role}; end if; end $$;`;
  write({ '0000_role': once });
  await Promise.all([migrate({ ownerUrl, folder }), migrate({ ownerUrl: other, folder })]);
  await dropDatabase({ ownerUrl: server, database: name });
  await sql.unsafe(`drop role ${role}`);
});

test('a failing migration is undone as a whole and the ones before it stay', async () => {
  write({
    '0000_first': first,
    '0001_bad': 'insert into a values (9);\n--> statement-breakpoint\nselect 1/0;',
  });
  await expect(migrate({ ownerUrl, folder })).rejects.toThrow(
    'Migration 0001_bad failed and was undone: division by zero',
  );
  expect([...(await sql`select n from a`)]).toEqual([{ n: 1 }]);
  expect(await pendingMigrations({ url: ownerUrl, folder })).toEqual(['0001_bad']);
});

test('a change of an applied migration is refused', async () => {
  write({ '0000_first': first });
  await migrate({ ownerUrl, folder });
  write({ '0000_first': `${first} -- edited` });
  const told = 'Migration 0000_first was changed after it had been applied';
  await expect(migrate({ ownerUrl, folder })).rejects.toThrow(told);
  await expect(pendingMigrations({ url: ownerUrl, folder })).rejects.toThrow(told);
});

test('a database that is ahead of the source is refused', async () => {
  write({ '0000_first': first, '0001_more': 'insert into a values (2);' });
  await migrate({ ownerUrl, folder });
  write({ '0000_first': first });
  await expect(migrate({ ownerUrl, folder })).rejects.toThrow('this source does not know');
});

test('the backup runs before a change, but neither on an empty database nor when nothing is pending', async () => {
  const seen: number[] = [];
  const beforeChange = async () => {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from a`;
    seen.push(row?.n ?? -1);
  };
  write({ '0000_first': first });
  await migrate({ ownerUrl, folder, beforeChange });
  await migrate({ ownerUrl, folder, beforeChange });
  write({ '0000_first': first, '0001_more': 'insert into a values (2);' });
  await migrate({ ownerUrl, folder, beforeChange });
  expect(seen).toEqual([1]);
});

test('a table that stays locked gives up instead of standing in the way', async () => {
  write({ '0000_first': first });
  await migrate({ ownerUrl, folder });
  write({ '0000_first': first, '0001_more': 'alter table a add column m int;' });
  const holder = postgres(ownerUrl, { max: 1 });
  await holder.begin(async (tx) => {
    await tx`lock table a in access share mode`;
    await expect(migrate({ ownerUrl, folder, waitForTables: '200ms' })).rejects.toThrow('lock timeout');
  });
  await holder.end();
});
