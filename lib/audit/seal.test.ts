import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { sealAll } from '@/db/testing/seal-all';
import { forgetEnv } from '@/lib/platform/env';
import { sealAudit, verifyAudit } from './seal';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let companies: TestCompany[];

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  companies = [await makeCompany(), await makeCompany()];
  for (const { id } of companies) for (let n = 0; n < 20; n += 1) await makeCustomer(id);
  await settle();
});

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
});

const settle = () => sealAll(owner);

const lastId = async (companyId: string) =>
  Number((await owner`select max(id) as id from audit_events where company_id = ${companyId}`)[0]?.id);

/** As a superuser who switches every trigger off. */
async function behindTheRules(work: (sql: Connection) => Promise<unknown>): Promise<void> {
  await owner`set session_replication_role = replica`;
  await work(owner);
  await owner`set session_replication_role = origin`;
}

test('what is sealed is all there is, company by company, and holds', async () => {
  const [{ n } = { n: 0 }] = await owner<{ n: number }[]>`select count(*)::int as n from audit_events`;
  expect(n).toBeGreaterThan(40);
  expect(await verifyAudit()).toEqual({ checked: n, ok: true, first: null });
  expect(await sealAudit()).toBe(0);
});

test('a seal follows the one before; nobody changes, removes or empties them', async () => {
  const [first] = companies;
  await makeCustomer(first?.id ?? '');
  await settle();
  const seals = await owner<{ root: Buffer; root_before: Buffer | null }[]>`
    select root, root_before from audit_seals where company_id = ${first?.id ?? ''} order by id`;
  expect(seals.length).toBeGreaterThan(1);
  expect(seals.slice(1).map(({ root_before }) => root_before)).toEqual(
    seals.slice(0, -1).map(({ root }) => root),
  );
  await expect(owner`update audit_seals set root = root`).rejects.toThrow('append-only');
  await expect(owner`delete from audit_seals`).rejects.toThrow('append-only');
  await expect(owner`truncate audit_seals`).rejects.toThrow('append-only');
});

test.each(['changed', 'removed', 'added'] as const)(
  'an entry that was %s behind the rules is found',
  async (why) => {
    const companyId = companies[1]?.id ?? '';
    // A number that nobody took, for the entry that is added later.
    const [{ gap } = { gap: '0' }] = await owner<{ gap: string }[]>`
    select nextval(pg_get_serial_sequence('audit_events', 'id')) as gap`;
    await makeCustomer(companyId);
    await settle();
    const id = await lastId(companyId);
    const [kept] = await owner<
      { row: object }[]
    >`select to_jsonb(e) as row from audit_events e where id = ${id}`;
    const put = (row: object) => (sql: Connection) =>
      sql`insert into audit_events overriding system value
      select * from jsonb_populate_record(null::audit_events, ${sql.json(row as never)})`;
    const without = (gone: number) => (sql: Connection) => sql`delete from audit_events where id = ${gone}`;
    const wrong = {
      changed: {
        id,
        work: (sql: Connection) => sql`update audit_events set ip = '10.0.0.1' where id = ${id}`,
      },
      removed: { id, work: without(id) },
      added: { id: Number(gap), work: put({ ...kept?.row, id: Number(gap) }) },
    }[why];
    await behindTheRules(wrong.work);
    expect(await verifyAudit()).toMatchObject({ ok: false, first: { id: wrong.id, why, companyId } });
    await behindTheRules(without(wrong.id));
    if (why !== 'added') await behindTheRules(put(kept?.row ?? {}));
    expect(await verifyAudit()).toMatchObject({ ok: true });
  },
);

test('one byte of any column of an entry is found', async () => {
  const companyId = companies[0]?.id ?? '';
  await makeCustomer(companyId);
  await settle();
  const id = await lastId(companyId);
  const [kept] = await owner<{ row: object }[]>`
    select to_jsonb(e) as row from audit_events e where id = ${id}`;
  const columns = await owner<{ name: string; type: string }[]>`
    select attname as name, atttypid::regtype::text as type from pg_attribute
    where attrelid = 'audit_events'::regclass and attnum > 0 and not attisdropped and attname not in ('id', 'category') order by attnum`;
  expect(columns.length).toBeGreaterThan(10);
  for (const { name, type } of columns) {
    const other =
      {
        jsonb: `coalesce(${name}, '{}') || '{"x": 1}'`,
        uuid: `translate(coalesce(${name}::text, gen_random_uuid()::text), '0123456789', '1234567890')::uuid`,
      }[type] ??
      (type.startsWith('timestamp') ? `${name} + interval '1 millisecond'` : `coalesce(${name}, '') || 'x'`);
    await behindTheRules((sql) => sql.unsafe(`update audit_events set ${name} = ${other} where id = ${id}`));
    const { ok, first } = await verifyAudit();
    expect([name, ok, first?.id]).toEqual([name, false, id]);
    await behindTheRules((sql) => sql`delete from audit_events where id = ${id}`);
    await behindTheRules(
      (sql) => sql`insert into audit_events overriding system value
        select * from jsonb_populate_record(null::audit_events, ${sql.json(kept?.row as never)})`,
    );
  }
  expect(await verifyAudit()).toMatchObject({ ok: true });
});

test('a seal that was changed is found, also where its entries were changed with it', async () => {
  const companyId = companies[0]?.id ?? '';
  const [seal] = await owner<{ id: string; root: Buffer; from_id: string }[]>`
    select id, root, from_id from audit_seals where company_id = ${companyId} order by id limit 1`;
  await behindTheRules((sql) => sql`update audit_seals set root = sha256('x') where id = ${seal?.id ?? ''}`);
  expect(await verifyAudit()).toMatchObject({ ok: false, first: { why: 'seal', companyId } });
  await behindTheRules(
    (sql) => sql`update audit_seals set root = ${seal?.root ?? ''} where id = ${seal?.id ?? ''}`,
  );
  expect(await verifyAudit()).toMatchObject({ ok: true });
});

test('what a writer has not committed yet is sealed later, and found in its place', async () => {
  const [first, second] = companies;
  const slow = openPool({ url: own.ownerUrl, max: 1 });
  let done: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    done = resolve;
  });
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const writing = slow.begin(async (sql) => {
    await sql`update customers set name = 'Late' where company_id = ${first?.id ?? ''}`;
    begun();
    await held;
  });
  await started;
  // Has a higher number, and is there before.
  await makeCustomer(second?.id ?? '');
  const [{ before } = { before: 0 }] = await owner`select sealed_id::int as before from audit_seal_marks`;
  for (let turn = 0; turn < 3; turn += 1) await sealAudit();
  const [{ after } = { after: -1 }] = await owner`select sealed_id::int as after from audit_seal_marks`;
  expect(after).toBe(before);
  done();
  await writing;
  await slow.end();
  await settle();
  const [{ n } = { n: 0 }] = await owner<{ n: number }[]>`select count(*)::int as n from audit_events`;
  expect(await verifyAudit()).toEqual({ checked: n, ok: true, first: null });
});

test('a manager reads the seals of their own company and makes none', async () => {
  const [first] = companies;
  if (!first) throw new Error('No company was made');
  const { manager } = first;
  const seen = await actAs(manager, (tx) =>
    tx.execute<{ company_id: string }>('select distinct company_id from audit_seals'),
  );
  expect(seen.map(({ company_id }) => company_id)).toEqual([first.id]);
  await expect(actAs(manager, (tx) => tx.execute('select seal_audit(1)'))).rejects.toThrow();
});
