import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultTemplate } from '@/lib/messaging/templates/defaults/all';
import { type Connection, closePool, openPool } from './client';
import { quote, withDatabase } from './embedded/provision';
import { makeBooking } from './factories/booking';
import { makeUser } from './factories/company';
import { type FilledCompany, fillCompany } from './isolation/fill-company';
import { migrate, migrationsFolder } from './migrate';
import { bookings } from './schema/bookings';
import { actAs } from './session';
import { createOwnDatabase } from './testing/own-database';
import { dropDatabase } from './testing/prepare-databases';

const server = process.env.TEST_DATABASE_OWNER_URL ?? '';
const databases: string[] = [];
const folders: string[] = [];
let source: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let mine: FilledCompany;
let theirs: FilledCompany;

beforeAll(async () => {
  source = await createOwnDatabase();
  process.env.DATABASE_URL = source.databaseUrl;
  mine = await fillCompany({ laterRoles: false });
  theirs = await fillCompany({ laterRoles: false });
  await closePool();
}, 120_000);

afterAll(async () => {
  await owner.end();
  await closePool();
  await source.drop();
  for (const database of databases) await dropDatabase({ ownerUrl: server, database });
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A database as provisioning and the migrations up to `last` made it, with today's rows in the columns it has. */
async function installReleased(last: string): Promise<string> {
  const database = `upgrade_${randomUUID()}`;
  databases.push(database);
  const ownerUrl = withDatabase(server, database);
  const admin = openPool({ url: server, max: 1 });
  await admin.unsafe(`create database ${quote(database)}`);
  await admin.unsafe(`grant connect, temporary on database ${quote(database)} to cater_login`);
  await admin.end();
  await migrate({ ownerUrl, folder: releasedFolder(last) });
  await owner?.end();
  owner = openPool({ url: ownerUrl, max: 1 });
  await copyRows();
  await closePool();
  process.env.DATABASE_URL = withDatabase(process.env.TEST_DATABASE_URL ?? '', database);
  return ownerUrl;
}

function releasedFolder(last: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cater-released-'));
  folders.push(folder);
  const { entries, ...head } = JSON.parse(
    readFileSync(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8'),
  ) as { entries: { tag: string }[] };
  const first = entries.slice(0, entries.findIndex(({ tag }) => tag === last) + 1);
  mkdirSync(join(folder, 'meta'));
  for (const { tag } of first) cpSync(join(migrationsFolder(), `${tag}.sql`), join(folder, `${tag}.sql`));
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...head, entries: first }));
  return folder;
}

/** What the two companies hold, laid into the tables and columns that both databases have; no trigger sees it. */
async function copyRows(): Promise<void> {
  const from = openPool({ url: source.ownerUrl, max: 1 });
  const has = await columnsNow(from);
  await owner.unsafe(`set session_replication_role = replica`);
  for (const [name, columns] of Object.entries(await columnsNow(owner))) {
    const shared = columns.filter((column) => has[name]?.includes(column)).map(quote);
    if (shared.length === 0) continue;
    // A quote's page was known by a hash; what stood there says nothing any more.
    const hashed = name === 'quotes' && (await hasLinkHash());
    if (hashed) shared.push('link_hash');
    const hash = `jsonb_build_object('link_hash', case when by_hand is null then encode(sha256(id::text::bytea), 'hex') end)`;
    const [found] = await from.unsafe(
      `select coalesce(jsonb_agg(to_jsonb(t)${hashed ? ` || ${hash}` : ''}), '[]')::text as rows from ${quote(name)} t`,
    );
    await owner.unsafe(
      `insert into ${quote(name)} (${shared}) overriding system value
        select ${shared} from jsonb_populate_recordset(null::${quote(name)}, $1::text::jsonb) on conflict do nothing`,
      [String(found?.rows)],
    );
  }
  // Receipts are counted since there are any.
  if (!(await columnsNow(owner)).receipts)
    await owner.unsafe(`delete from counters where name like 'receipt-%' or name like 'invoice-%'`);
  await owner.unsafe(`set session_replication_role = origin`);
  // As counted on as it would be where the rows were written by the triggers.
  const counted = await owner<{ name: string; column: string }[]>`
    select a.attrelid::regclass::text as name, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity <> '' and not c.relispartition`;
  for (const { name, column } of counted)
    await owner.unsafe(
      `select setval(pg_get_serial_sequence('${name}', '${column}'), (select coalesce(max(${column}), 0) + 1 from ${name}))`,
    );
  await from.end();
}

const hasLinkHash = async () =>
  (
    await owner`select from information_schema.columns where table_name = 'quotes' and column_name = 'link_hash'`
  ).length > 0;

type Columns = Record<string, string[]>;

/** What open screens are told for minutes, and figures, which a migration may count anew. */
const fleeting = [
  'live_changes',
  'figure_changes',
  'stats',
  'stat_deltas',
  'customer_activity',
  'touched_customers',
];

/** The tables and their columns, but for those that the upgrade fills or puts into others, and what is counted. */
async function columnsNow(of: Connection): Promise<Columns> {
  const rows = await of<{ name: string; columns: string[] }[]>`
    select c.relname::text as name, array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> all(${fleeting}) and (c.relname, a.attname) not in (('users', 'epoch'), ('items', 'vegetarian'), ('items', 'spicy'), ('items', 'allergens'), ('quotes', 'link_hash'))
    group by 1`;
  return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]));
}

/** Each table's rows as one figure, by these columns. */
async function fingerprint(columns: Columns): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const [name, kept] of Object.entries(columns)) {
    const row = `(select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t)) where key = any($1::text[]))`;
    const only =
      name === 'audit_events'
        ? `where not (table_name = 'users' and actor = session_user)`
        : // Companies that have wordings get this one; that they do is a test of its own.
          name === 'templates'
          ? `where purpose <> 'remedy_voucher'`
          : // The receipts of what was paid before there were any.
            name === 'counters'
            ? `where name not like 'receipt-%'`
            : // Quotes have such links since they can be taken back.
              name === 'paper_links'
              ? `where to_jsonb(t) ->> 'quote_id' is null`
              : '';
    const [found] = await owner.unsafe(
      `select count(*) || ' rows ' || coalesce(md5(string_agg(r, '|' order by r)), '') as print
        from (select ${row}::text as r from ${quote(name)} t ${only}) rows`,
      [kept],
    );
    prints[name] = String(found?.print);
  }
  return prints;
}

const withCompany = `insert into sessions (id, user_id, company_id, epoch, expires_at)
    select gen_random_uuid(), u.id, m.company_id, u.epoch, now() + interval '1 day'
    from users u join memberships m on m.user_id = u.id`;
/** As the sign-in of that release left them. */
const openSessions: Record<string, string> = {
  '0001_rules': `insert into sessions (id, user_id, epoch, expires_at)
    select gen_random_uuid(), id, epoch, now() + interval '1 day' from users`,
  '0008_live_changes': withCompany,
  '0014_cases': withCompany,
  '0043_booking_series': withCompany,
  '0054_guest_diets': withCompany,
  '0071_paper': withCompany,
  '0081_cash_counts': withCompany,
  '0091_fees_unpaid': withCompany,
};

// The releases, the one before this among them.
describe.each(Object.keys(openSessions))('a database of the migrations up to %s, in use', (last) => {
  let before: Record<string, string>;
  const knowsVouchers = last === '0014_cases';
  const givesUpAlone = last === '0081_cash_counts';

  test('is upgraded with every row as it was', async () => {
    const ownerUrl = await installReleased(last);
    await owner.unsafe(openSessions[last] ?? '');
    await owner`update users set disabled_at = now() where id = ${theirs.staff.userId}`;
    // An old trail, and one that outlived its partitions.
    await owner`insert into audit_events (at, company_id, category, action, actor, role)
      select now() + n * interval '1 year', ${mine.id}, 'activity', 'kept', 'x', 'y' from generate_series(-3, 6) n`;
    if (knowsVouchers) {
      // One company gave this wording up, the other never had it.
      await owner`insert into templates (id, company_id, purpose, language, name, body, active, retired_at)
        values (gen_random_uuid(), ${theirs.id}, 'remedy_voucher', 'en', 'given_up', 'X', false, now())`;
    }
    if (givesUpAlone) {
      await owner.unsafe(`set session_replication_role = replica;
        update invoices set written_off = open, open = 0, write_off_reason = 'Gone', written_off_on = '2026-02-03' where company_id = '${mine.id}';
        update messages m set kind = 'paper_sent', content_variables = jsonb_build_object('paperId', i.id) from invoices i
          where i.company_id = m.company_id and i.booking_id = m.booking_id;
        set session_replication_role = default`);
    }
    // No later release counts the figures of the copied rows anew.
    if (last >= '0081') await owner`select reconcile_stats(id) from companies`;
    const columns = await columnsNow(owner);
    before = await fingerprint(columns);
    expect(await migrate({ ownerUrl })).not.toEqual([]);
    expect(await fingerprint(columns)).toEqual(before);
    const [figures] = await owner`select sum(reconcile_stats(id))::int as wrong from companies`;
    expect(figures).toEqual({ wrong: 0 });
    // Most tables hold something that could be lost.
    const empty = Object.values(before).filter((print) => print.startsWith('0 rows'));
    expect(empty.length).toBeLessThan(Object.keys(before).length / 3);
  }, 60_000);

  test('has its open sessions in the company they were in, and those of disabled people ended', async () => {
    const sessions = await owner`
      select u.id, s.company_id, s.epoch = u.epoch as open from sessions s join users u on u.id = s.user_id`;
    const of = (id: string) => sessions.find((row) => row.id === id);
    expect(of(mine.manager.userId)).toMatchObject({ company_id: mine.id, open: true });
    expect(of(theirs.client.userId)).toMatchObject({ company_id: theirs.id, open: true });
    expect(of(theirs.staff.userId)).toMatchObject({ company_id: theirs.id, open: false });
  });

  // Later releases add the wordings to a company when it is made.
  test.runIf(last < '0018')(
    'has the wording of a discount’s code for who has wordings and hasn’t this one, in whatever state',
    async () => {
      const rows = await owner<{ company_id: string; language: string; active: boolean; body: string }[]>`
      select company_id, language, active, body from templates where purpose = 'remedy_voucher' order by language`;
      const of = (id: string) => rows.filter(({ company_id }) => company_id === id);
      expect(of(mine.id).length).toBeGreaterThan(0);
      for (const { language, body } of of(mine.id))
        expect(body).toBe(defaultTemplate('remedy_voucher', language as 'en').body);
      if (knowsVouchers) expect(of(theirs.id)).toMatchObject([{ active: false, body: 'X' }]);
    },
  );

  // From then on a job makes the partitions in time.
  test.runIf(last === '0001_rules')('has no row of its trail in the default partition', async () => {
    const [kept] = await owner`select count(*)::int as n,
      count(*) filter (where tableoid = 'audit_events_default'::regclass)::int as astray from audit_events where action = 'kept'`;
    expect(kept).toEqual({ n: 10, astray: 0 });
  });

  // Later releases have written both while it happened.
  test.runIf(last < '0070')(
    'has a receipt for what was paid, and a ledger that says the same as the bookings',
    async () => {
      const [found] =
        await owner`select count(*)::int as paid, count(r.id)::int as receipts, count(distinct r.reference)::int as numbers,
        (select min(value)::int from counters where name like 'receipt-%') as counted, min(r.reference) as first,
        sum(p.amount)::int as amount, (select sum(amount)::int from posting_lines where account = 'money') as posted,
        (select - sum(amount)::int from posting_lines where account = 'deposits') as held, (select sum(paid)::int from bookings) as booked
      from payments p left join receipts r on r.company_id = p.company_id and r.id = p.receipt_id where p.status = 'received'`;
      expect(found?.paid).toBeGreaterThan(2);
      expect(found?.receipts).toBe(found?.paid);
      // Two companies, each from one on.
      expect(found?.numbers * 2).toBe(found?.paid);
      expect(found?.counted).toBe(found?.numbers);
      expect(found?.first).toMatch(/^R-\d{4}-0001$/);
      for (const sum of ['posted', 'held', 'booked']) expect(found?.[sum]).toBe(found?.amount);
    },
  );

  test.runIf(givesUpAlone)('has what was written off as approved, and the links that went out', async () => {
    const [given] =
      await owner`select count(*)::int as n, count(*) filter (where w.id is not null and w.amount = i.written_off and w.reason = 'Gone'
        and w.state = 'approved' and w.asked_by is null and w.decided_at = '2026-02-03')::int as told
      from invoices i left join write_offs w on w.company_id = i.company_id and w.invoice_id = i.id where i.written_off > 0`;
    expect(given?.n).toBeGreaterThan(0);
    expect(given?.told).toBe(given?.n);
    const [links] =
      await owner`select count(*)::int as n, count(*) filter (where l.way = 'earlier' and l.invoice_id = l.id)::int as told
      from messages m left join paper_links l on l.company_id = m.company_id and l.id = (m.content_variables ->> 'paperId')::uuid
      where m.kind = 'paper_sent'`;
    expect(links?.n).toBeGreaterThan(1);
    expect(links?.told).toBe(links?.n);
    const [pages] =
      await owner`select count(*)::int as n, count(*) filter (where l.way = 'earlier' and l.quote_id = q.id)::int as told
      from quotes q left join paper_links l on l.company_id = q.company_id and l.id = q.id where q.sent_at is not null and q.by_hand is null`;
    expect(pages?.n).toBeGreaterThan(1);
    expect(pages?.told).toBe(pages?.n);
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
