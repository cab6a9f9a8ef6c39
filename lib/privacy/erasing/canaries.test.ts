import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { customers } from '@/db/schema/people';
import { erasures } from '@/db/schema/privacy';
import { type Actor, actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { sealAll } from '@/db/testing/seal-all';
import { verifyAudit } from '@/lib/audit/seal';
import { exportLists } from '@/lib/exports/lists';
import { forgetEnv } from '@/lib/platform/env';
import { store } from '@/lib/platform/store/store';
import { personRecord } from '../person/person-record';
import { columnsOf } from '../register';
import { type Canary, plant, search } from '../testing/canaries';
import { fillPeople } from '../testing/person';
import { emptyRows, finishErasure } from './erase';
import { readErased } from './erased-list';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let world: Awaited<ReturnType<typeof fillPeople>>;
let theirs: Canary[];
let others: Canary[];
let photoKey: string;
let exportKey: string;
let commentKey: string;
const folder = mkdtempSync(join(tmpdir(), 'cater-privacy-'));
/** Only for the eye: SQL as a text. */
const sql0 = (text: TemplateStringsArray) => text.join('');
/** Of a comment that was taken away: only the trail knows it. */
const removedFile = randomUUID();
const words = (canaries: Canary[]) => canaries.map(({ word }) => word);

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  process.env.CATER_DATA = folder;
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  world = await fillPeople(owner);
  const { company, customerId, otherId } = world;
  others = await plant(owner, { companyId: company.id, customerId: otherId, prefix: 'STAYS' });
  theirs = await plant(owner, { companyId: company.id, customerId, prefix: 'CANARY' });
  const [photo] = await owner<{ id: string }[]>`
    select h.id from booking_photos h join bookings b on b.id = h.booking_id where b.customer_id = ${customerId}`;
  photoKey = `${company.id}/${photo?.id}/large.webp`;
  await store().put(photoKey, Buffer.from('CANARY'), 'image/webp');
  // A file of a comment, one that somebody took, and one that went with a comment before.
  const [file] = await owner<{ id: string }[]>`
    select f.id from comment_files f join comments c on c.id = f.comment_id where c.customer_id = ${customerId}`;
  commentKey = `${company.id}/comments/${file?.id}.pdf`;
  await store().put(commentKey, Buffer.from('CANARY'), 'application/pdf');
  const [removed] = await owner<{ id: string }[]>`
    select id from comments where customer_id = ${customerId} and removed_at is not null`;
  for (const detail of [
    { category: 'activity', action: 'file_downloaded', detail: { name: 'CANARY.pdf', recordId: customerId } },
    { category: 'data', action: 'insert', changes: { name: [null, 'CANARY.pdf'], comment_id: [null, null] } },
    { category: 'data', action: 'update', changes: { comment_id: [null, removed?.id] } },
  ])
    await owner`insert into audit_events ${owner({
      ...{ company_id: company.id, actor: 'test', role: 'test' },
      ...(detail.category === 'data' && { table_name: 'comment_files', row_id: removedFile }),
      ...detail,
    } as never)}`;
  const exportId = randomUUID();
  await owner`insert into exports (id, company_id, user_id, list, format, status, made_as, file_parts, finished_at, expires_at)
    values (${exportId}, ${company.id}, ${company.manager.userId}, 'customers', 'csv', 'ready', 'manager', 1, now(), now())`;
  exportKey = `${company.id}/exports/${exportId}/0-1.csv`;
  await store().put(exportKey, Buffer.from('CANARY'), 'text/csv');
  await sealAll(owner);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('there are enough of them, in every personal table', () => {
  expect(theirs.length).toBeGreaterThanOrEqual(80);
  expect(others.length).toBe(theirs.length);
});

test('before, each stands in the person’s own record, and none of anybody else’s', async () => {
  const { company, customerId } = world;
  const record = JSON.stringify(await personRecord(company.manager, customerId));
  const unread = new Set(['sessions', 'second_factors', 'intents', 'alerts', 'quote_papers']);
  const wanted = theirs.filter(
    ({ table, column }) => !unread.has(table) && columnsOf(table, 'customer').includes(column),
  );
  expect(wanted.filter(({ word }) => !record.includes(word))).toEqual([]);
  expect(words(others).filter((word) => record.includes(word))).toEqual([]);
});

test.each([
  'messages.body',
  'enquiries.message',
  'booking_versions.snapshot',
  'quotes.agreement',
  'users.email',
  'comments.body',
  'occasion_quotes.name',
])('a column that nobody empties is found: %s', async (missed) => {
  const { company, customerId } = world;
  const [table = '', column = ''] = missed.split('.');
  const undo = new Error('undo');
  let left: string[] = [];
  await owner
    .begin(async (sql) => {
      await sql`update personal_columns set becomes = format('t.%I', column_name) where table_name = ${table} and column_name = ${column}`;
      await sql`set local session_replication_role = replica`;
      await sql`update customers set hold_reason = null where company_id = ${company.id}`;
      await sql`set local session_replication_role = origin`;
      const id = randomUUID();
      await sql`select set_config('app.company_id', ${company.id}, true)`;
      await sql`insert into erasures (id, company_id, customer_id, why, label) values (${id}, ${company.id}, ${customerId}, 'asked', 'x')`;
      await sql`set local role cater_system`;
      await sql`select erase_person(${id}::uuid)`;
      await sql`reset role`;
      left = await search(sql as unknown as Connection, 'CANARY', words(theirs));
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  expect(left.map((row) => row.split(':')[0])).toContain(table);
});

describe('anonymised', () => {
  let erasureId: string;
  let before: unknown;
  const books = async () =>
    (
      await owner`select (select jsonb_agg(jsonb_build_array(i.reference, i.total, i.issued_on) order by i.id) from invoices i) as bills,
      (select sum(amount)::text from payments) as paid, (select sum(n)::text from stats_now where grain = 'all') as figures,
      (select jsonb_agg(f.rating order by f.id) from feedback f) as ratings,
      (select jsonb_agg(jsonb_build_array(b.reference, b.total, b.starts_at) order by b.id) from bookings b) as events`
    )[0];

  beforeAll(async () => {
    before = await books();
    const { company, customerId } = world;
    const { manager } = company;
    erasureId = randomUUID();
    const ask = (as: Actor, id: string) =>
      actAs(as, (tx) =>
        tx.insert(erasures).values({
          id: erasureId,
          companyId: company.id,
          customerId: id,
          why: 'asked',
          label: 'x',
          askedBy: manager.userId,
        }),
      );
    // The hold that the canaries put in their record is what stands in the way.
    await expect(ask(manager, customerId)).rejects.toMatchObject({
      message: expect.stringContaining('(hold)'),
    });
    await behindTheRules((sql) => sql`update customers set hold_reason = null where hold_reason is not null`);
    for (const as of [company.staff, company.client])
      await expect(ask(as, customerId)).rejects.toMatchObject({ code: '42501' });
    await ask(manager, customerId);
    await expect(
      actAs(manager, (tx) => tx.execute(sql`select erase_person(${erasureId}::uuid)`)),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await emptyRows({ companyId: company.id, erasureId })).toBe(true);
    expect(await finishErasure({ companyId: company.id, erasureId }, new Date())).toBe(true);
  }, 60_000);

  /** As a superuser who switches every trigger off. */
  async function behindTheRules(work: (sql: Connection) => PromiseLike<unknown>): Promise<void> {
    await owner`set session_replication_role = replica`;
    await work(owner);
    await owner`set session_replication_role = origin`;
  }

  test('none is left anywhere in the database, and nothing of anybody else was touched', async () => {
    expect(await search(owner, 'CANARY', words(theirs))).toEqual([]);
    const stay = (await search(owner, 'STAYS', words(others))).join('\n').toLowerCase();
    // A paper's bytes are shown as figures.
    const stands = (word: string) =>
      [word.toLowerCase(), Buffer.from(word).toString('hex')].some((text) => stay.includes(text));
    expect(words(others).filter((word) => /^STAYS/.test(word) && !stands(word))).toEqual([]);
  });

  test('none is in any list that people take along', async () => {
    const member = { userId: world.company.manager.userId, companyId: world.company.id };
    for (const list of Object.values(exportLists)) {
      const opened = await list.open({ who: { member }, search: {} });
      expect(opened.state).toBe('open');
      const text = JSON.stringify(opened);
      expect(words(theirs).filter((word) => text.includes(word))).toEqual([]);
    }
  });

  test('their files are gone, also those of lists, and a restore knows to do it again', async () => {
    expect(await store().get(photoKey)).toBeUndefined();
    expect(await store().get(exportKey)).toBeUndefined();
    expect(await store().get(commentKey)).toBeUndefined();
    expect((await readErased()).map(({ customerId }) => customerId)).toEqual([world.customerId]);
  });

  test('the books, the figures and the ratings are what they were', async () => {
    expect(await books()).toEqual(before);
  });

  test('stands as former customer everywhere, cannot be written to and cannot sign in', async () => {
    const [row] =
      await owner`select c.name, c.phone, c.anonymised_at, e.label, e.state, e.counts, e.files from customers c join erasures e on e.customer_id = c.id where c.id = ${world.customerId}`;
    expect(row).toMatchObject({ name: row?.label, phone: null, state: 'done', files: null });
    expect(row?.name).toMatch(/^Former customer [0-9A-F]{4}$/);
    expect(row?.counts).toMatchObject({ customers: 2, bookings: 3, booking_photos: 1 });
    const [login] =
      await owner`select u.disabled_at, u.password_hash, (select count(*)::int from sessions s where s.user_id = u.id) as sessions,
      (select count(*)::int from memberships m where m.user_id = u.id) as memberships from users u where u.id = ${world.userId}`;
    expect(login).toMatchObject({ password_hash: null, sessions: 0, memberships: 0 });
    expect(login?.disabled_at).not.toBeNull();
    // What they were offered is open to nobody; what others were still is.
    const open =
      await owner`select o.customer_id from paper_links l join occasion_quotes q on q.id = l.occasion_quote_id
      join occasions o on o.id = q.occasion_id where l.revoked_at is null`;
    expect(open.map((link) => link.customer_id)).toEqual([world.otherId]);
    // Whoever writes from that number next is somebody new.
    const known =
      await owner`select 1 from conversations where customer_id = ${world.customerId} and address not like 'gone:%'`;
    expect(known).toHaveLength(0);
    const waiting =
      await owner`select 1 from messages where customer_id = ${world.customerId} and status = 'waiting'`;
    expect(waiting).toHaveLength(0);
    await expect(
      actAs(world.company.manager, (tx) =>
        tx.update(customers).set({ name: 'Back' }).where(eq(customers.id, world.customerId)),
      ),
    ).rejects.toMatchObject({ code: 'CT094' });
  });

  test('once more changes nothing, and nobody asks twice', async () => {
    const { company } = world;
    expect(await emptyRows({ companyId: company.id, erasureId })).toBe(false);
    expect(await finishErasure({ companyId: company.id, erasureId }, new Date())).toBe(false);
  });

  test('the trail still fits its seals, before and after what was emptied is sealed anew', async () => {
    expect(await verifyAudit()).toMatchObject({ ok: true });
    await sealAll(owner);
    expect(await verifyAudit()).toMatchObject({ ok: true });
    const [told] = await owner`select detail from audit_events where action = 'values_emptied'`;
    expect(told?.detail).toMatchObject({ list: erasureId });
  });

  test.each([
    [
      'puts another value into an emptied field',
      sql0`update audit_events set changes = jsonb_set(changes, '{name}', '["x", "y"]')
      where id = (select min(id) from audit_events where emptied is not null and changes ->> 'name' like '%[erased]%')`,
    ],
    [
      'changes what was left of an emptied entry',
      sql0`update audit_events set action = 'insert' where id = (select min(id) from audit_events where emptied is not null and action = 'update')`,
    ],
    [
      'empties an entry that nobody listed',
      sql0`update audit_events e set salt = null, changes = jsonb_set(changes, '{name}', '["[erased]", "[erased]"]'), emptied = jsonb_build_object(
        'digests', jsonb_build_object('row name', audit_digests(e) ->> 'row name'),
        'salts', (select jsonb_object_agg(v.name, encode(audit_salt(e, v.name), 'hex')) from audit_values(e) v where v.name <> 'row name'))
      where id = (select min(id) from audit_events where emptied is null and table_name = 'customers' and changes ? 'name')`,
    ],
    [
      'changes an entry and says that it was emptied',
      sql0`update audit_events e set actor = 'somebody else', emptied = jsonb_build_object('flat', encode(substring(audit_entry(e) from 9), 'hex'))
      where id = (select min(id) from audit_events where emptied is null and table_name = 'customers')`,
    ],
    [
      'takes an entry off the list',
      sql0`delete from audit_emptied where entry_id = (select min(entry_id) from audit_emptied)`,
    ],
  ])('a superuser who %s is found', async (_what, attack) => {
    await behindTheRules(async (sql) => {
      await sql`create temporary table kept_events as select * from audit_events`;
      await sql`create temporary table kept_list as select * from audit_emptied`;
      const { count } = await sql.unsafe(attack);
      expect(count).toBe(1);
    });
    expect(await verifyAudit()).toMatchObject({ ok: false });
    await behindTheRules(async (sql) => {
      await sql`delete from audit_events`;
      await sql`insert into audit_events overriding system value select * from kept_events`;
      await sql`delete from audit_emptied`;
      await sql`insert into audit_emptied select * from kept_list`;
      await sql`drop table kept_events, kept_list`;
    });
    expect(await verifyAudit()).toMatchObject({ ok: true });
  });
});
