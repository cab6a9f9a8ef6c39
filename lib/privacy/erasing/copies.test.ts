import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCompany } from '@/db/factories/company';
import { erasures } from '@/db/schema/privacy';
import { actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { sealAll } from '@/db/testing/seal-all';
import { verifyAudit } from '@/lib/audit/seal';
import { forgetEnv } from '@/lib/platform/env';
import { personRecord } from '../person/person-record';
import { search } from '../testing/canaries';
import { fillPeople } from '../testing/person';
import { emptyRows } from './erase';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let world: Awaited<ReturnType<typeof fillPeople>>;
let exportId: string;
const loginOfTwo = randomUUID();
const folder = mkdtempSync(join(tmpdir(), 'cater-copies-'));
const people = () =>
  [
    [world.customerId, 'CANARY', '+233209990001'],
    [world.otherId, 'STAYS', '+233209990002'],
  ] as const;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  process.env.CATER_DATA = folder;
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  world = await fillPeople(owner);
  const other = await makeCompany({ name: 'Their other caterer' });
  const companyId = world.company.id;
  const { userId } = world.company.manager;
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const [id, word, phone] of people()) {
      const bookings = tx`select b.id from bookings b where b.customer_id = ${id}`;
      const lines = [{ name: `${word} cake` }, { name: 'Jollof' }];
      await tx`update customers set name = ${`${word} Mensah`}, phone = ${phone} where id = ${id}`;
      await tx`update services set name = ${`${word} cake`} where name = ${`Cake for ${id}`}`;
      await tx`update booking_lines set name = ${`${word} cake`} where name = ${`Cake for ${id}`}`;
      await tx`update invoices set document = document || ${tx.json({ lines })} where booking_id in (${bookings})`;
      await tx`update quotes set document = document || ${tx.json({ lines })} where booking_id in (${bookings})`;
      await tx`update booking_versions set snapshot = ${tx.json({ 'line:1': lines[0], 'line:2': lines[1] } as never)} where booking_id in (${bookings})`;
      await tx`insert into blocked_days (company_id, day, reason) values (${companyId}, ${word === 'STAYS' ? '2031-01-01' : '2031-01-02'}, ${`Kept free for ${word} Mensah`})`;
      await tx`insert into cash_counts (id, company_id, day, expected, counted, note, counted_by) values (${randomUUID()}, ${companyId}, '2026-01-01', 5, 4, ${`${word} Mensah paid short`}, ${userId})`;
      await tx`insert into message_events (company_id, sid, status, raw) values (${companyId}, ${randomUUID()}, 'sent', ${tx.json({ To: `whatsapp:${phone}`, word })})`;
    }
    const [one] = await tx<{ id: string }[]>`
      insert into exports (id, company_id, user_id, list, format, status, made_as, place, finished_at, expires_at)
      values (${randomUUID()}, ${companyId}, ${userId}, 'customers', 'csv', 'cancelled', 'manager', 'CANARY Mensah', now(), now()) returning id`;
    exportId = one?.id ?? '';
    await tx`insert into users (id, email, name) values (${loginOfTwo}, 'of-two@example.test', 'Of two companies')`;
    await tx`insert into memberships (company_id, user_id, role, customer_id) values (${companyId}, ${loginOfTwo}, 'client', ${world.customerId}), (${other.id}, ${loginOfTwo}, 'manager', null)`;
    for (const company of [companyId, other.id])
      await tx`insert into audit_events (company_id, category, action, actor, role, user_id, ip) values (${company}, 'security', 'login', 'user', 'gate', ${loginOfTwo}, '203.0.113.77')`;
  });
}, 120_000);

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('after a merge was taken back, each of the two is told of themselves alone', async () => {
  const { company, customerId, otherId } = world;
  await owner`insert into customer_merges (id, company_id, kept_id, gone_id, gone_name, kept_before, kept_after, gone_before, undone_at) values (
    ${randomUUID()}, ${company.id}, ${customerId}, ${otherId}, 'STAYS Mensah', ${owner.json({ was: 'CANARY kept' })},
    ${owner.json({ was: 'CANARY and STAYS' })}, ${owner.json({ was: 'STAYS gone' })}, now())`;
  const told = async (id: string) => JSON.stringify(await personRecord(company.manager, id));
  const [theirs, others] = [await told(customerId), await told(otherId)];
  expect(theirs).toContain('CANARY kept');
  expect(theirs).not.toContain('STAYS');
  expect(theirs).not.toContain(otherId);
  expect(others).toContain('STAYS gone');
  expect(others).not.toContain('CANARY');
  expect(others).not.toContain(customerId);
});

test('what the office wrote for itself is told to nobody: it may name others too', async () => {
  const { company, customerId } = world;
  for (const table of ['cash_counts', 'blocked_days']) {
    const rows = await actAs(company.manager, (tx) =>
      tx.execute(sql`select person_rows(${customerId}::uuid, ${table})`),
    );
    expect([...rows]).toEqual([]);
  }
  expect(JSON.stringify(await personRecord(company.manager, customerId))).not.toContain('paid short');
});

test('anonymising reaches extras of their own, texts about no record, what fits no message and where a file stood', async () => {
  const { company, customerId } = world;
  const erasureId = randomUUID();
  // They were called and reached otherwise once; a number that is another's by now is that one's.
  const called = (name: string, phone: string) =>
    actAs(company.manager, (tx) =>
      tx.execute(sql`update customers set name = ${name}, phone = ${phone} where id = ${customerId}`),
    );
  await called('CANARY Before', '+233209990009');
  await owner`update customers set phone = '+233209990002' where id = ${world.otherId}`;
  await called('CANARY Mensah', '+233209990001');
  for (const [at, note] of [
    'CANARY Before was late',
    'Call 0209990009 again',
    'STAYS asks from 0209990002',
  ].entries())
    await owner`insert into cash_counts (id, company_id, day, expected, counted, note, counted_by)
      values (${randomUUID()}, ${company.id}, ${`2026-02-0${at + 1}`}, 0, 0, ${note}, ${company.manager.userId})`;
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update customers set hold_reason = null`;
  });
  await actAs(company.manager, (tx) =>
    tx.insert(erasures).values({
      ...{ id: erasureId, companyId: company.id, customerId, why: 'asked', label: 'x' },
      askedBy: company.manager.userId,
    }),
  );
  expect(await emptyRows({ companyId: company.id, erasureId })).toBe(true);
  expect(await search(owner, 'CANARY', ['+233209990001', '0209990009'])).toEqual([]);
  // What others wrote or are called stays, and so do dishes.
  const stays = await search(owner, 'STAYS', []);
  for (const table of ['services', 'booking_lines', 'invoices', 'quotes', 'booking_versions', 'blocked_days'])
    expect(stays.filter((row) => row.startsWith(`${table}: `) && row.includes('STAYS'))).not.toEqual([]);
  for (const [table, rows] of [
    ['cash_counts', 2],
    ['message_events', 1],
    ['customer_merges', 1],
  ] as const)
    expect([table, stays.filter((row) => row.startsWith(`${table}: `)).length]).toEqual([table, rows]);
  const [papers] =
    await owner`select count(*)::int as n from invoices i join bookings b on b.id = i.booking_id
    where b.customer_id = ${customerId} and (i.document::text not like '%"Jollof"%' or i.document::text not like '%"Extra"%')`;
  expect(papers?.n).toBe(0);
  const [file] = await owner`select place from exports where id = ${exportId}`;
  expect(file?.place).toBeNull();
});

test('a login that opens other companies stays, and this company forgets from where it came', async () => {
  const [login] = await owner`select email, disabled_at from users where id = ${loginOfTwo}`;
  expect(login).toEqual({ email: 'of-two@example.test', disabled_at: null });
  const came =
    await owner`select company_id = ${world.company.id} as here, ip from audit_events where user_id = ${loginOfTwo} and action = 'login' order by 1`;
  expect(came.map(({ here, ip }) => [here, ip])).toEqual([
    [false, '203.0.113.77'],
    [true, null],
  ]);
  await sealAll(owner);
  expect(await verifyAudit()).toMatchObject({ ok: true });
});
