import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from './client';
import { quote, withDatabase } from './embedded/provision';
import { makeBooking } from './factories/booking';
import { makeUser } from './factories/company';
import { type FilledCompany, fillCompany } from './isolation/fill-company';
import { migrate, migrationsFolder } from './migrate';
import { bookings } from './schema/bookings';
import { actAs } from './session';
import { dropDatabase } from './testing/prepare-databases';

const server = process.env.TEST_DATABASE_OWNER_URL ?? '';
const ownerUrl = withDatabase(server, `upgrade_${randomUUID()}`);
const database = new URL(ownerUrl).pathname.slice(1);
let released: string;
let owner: Connection;

beforeAll(async () => {
  const admin = openPool({ url: server, max: 1 });
  await admin.unsafe(`create database ${quote(database)}`);
  // As provisioning did when these migrations were released.
  await admin.unsafe(`grant connect, temporary on database ${quote(database)} to cater_login`);
  await admin.end();
  released = mkdtempSync(join(tmpdir(), 'cater-released-'));
  const { entries, ...head } = JSON.parse(
    readFileSync(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8'),
  ) as { entries: { tag: string }[] };
  mkdirSync(join(released, 'meta'));
  const first = entries.slice(0, 2);
  for (const { tag } of first) cpSync(join(migrationsFolder(), `${tag}.sql`), join(released, `${tag}.sql`));
  writeFileSync(join(released, 'meta', '_journal.json'), JSON.stringify({ ...head, entries: first }));
  await migrate({ ownerUrl, folder: released });
  process.env.DATABASE_URL = withDatabase(process.env.TEST_DATABASE_URL ?? '', database);
  owner = openPool({ url: ownerUrl, max: 1 });
}, 120_000);

afterAll(async () => {
  await owner.end();
  await closePool();
  await dropDatabase({ ownerUrl: server, database });
  rmSync(released, { recursive: true, force: true });
});

type Columns = Record<string, string[]>;

/** The tables and their columns, but for those that the upgrade fills. */
async function columnsNow(): Promise<Columns> {
  const rows = await owner<{ name: string; columns: string[] }[]>`
    select c.relname::text as name, array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (c.relname, a.attname) not in (('users', 'epoch')) group by 1`;
  return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]));
}

/** Each table's rows as one figure, by these columns. */
async function fingerprint(columns: Columns): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const [name, kept] of Object.entries(columns)) {
    const row = `(select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t)) where key = any($1::text[]))`;
    const only = name === 'audit_events' ? `where not (table_name = 'users' and actor = session_user)` : '';
    const [found] = await owner.unsafe(
      `select count(*) || ' rows ' || coalesce(md5(string_agg(r, '|' order by r)), '') as print
        from (select ${row}::text as r from ${quote(name)} t ${only}) rows`,
      [kept],
    );
    prints[name] = String(found?.print);
  }
  return prints;
}

describe('a database of the released migrations, in use', () => {
  let mine: FilledCompany;
  let theirs: FilledCompany;
  let before: Record<string, string>;

  test('is upgraded with every row as it was', async () => {
    mine = await fillCompany();
    theirs = await fillCompany();
    await owner`insert into sessions (id, user_id, epoch, expires_at) select gen_random_uuid(), id, epoch, now() + interval '1 day' from users`;
    await owner`update users set disabled_at = now() where id = ${theirs.staff.userId}`;
    // An old trail, and one that outlived its partitions.
    await owner`insert into audit_events (at, company_id, category, action, actor, role)
      select now() + n * interval '1 year', ${mine.id}, 'activity', 'kept', 'x', 'y' from generate_series(-3, 6) n`;
    const columns = await columnsNow();
    before = await fingerprint(columns);
    expect(await migrate({ ownerUrl })).not.toEqual([]);
    expect(await fingerprint(columns)).toEqual(before);
    expect(Object.values(before).filter((print) => print.startsWith('0 rows')).length).toBeLessThan(12);
  }, 60_000);

  test('has its open sessions in the company they were in, and those of disabled people ended', async () => {
    const sessions = await owner`
      select u.id, s.company_id, s.epoch = u.epoch as open from sessions s join users u on u.id = s.user_id`;
    const of = (id: string) => sessions.find((row) => row.id === id);
    expect(of(mine.manager.userId)).toMatchObject({ company_id: mine.id, open: true });
    expect(of(theirs.client.userId)).toMatchObject({ company_id: theirs.id, open: true });
    expect(of(theirs.staff.userId)).toMatchObject({ company_id: theirs.id, open: false });
  });

  test('has no row of its trail in the default partition', async () => {
    const [kept] = await owner`select count(*)::int as n,
      count(*) filter (where tableoid = 'audit_events_default'::regclass)::int as astray from audit_events where action = 'kept'`;
    expect(kept).toEqual({ n: 10, astray: 0 });
  });

  test('goes on working, by the new rules', async () => {
    const { id } = await makeBooking(mine.id);
    const [story] = await actAs(mine.staff, (tx) =>
      tx.execute(sql`select count(*)::int as n from booking_history(${id}::uuid, 50)`),
    );
    expect(Number(story?.n)).toBeGreaterThan(1);
    const forge = actAs(mine.staff, (tx) => tx.update(bookings).set({ paid: 1 }));
    await expect(forge).rejects.toMatchObject({ code: '42501' });
    const shadow = actAs(mine.staff, (tx) => tx.execute(sql`create temporary table bookings (id int)`));
    await expect(shadow).rejects.toMatchObject({ code: '42501' });
    await makeUser({ companyId: theirs.id, role: 'staff' });
  });
});
