import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { type Actor, actAs, readAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { sealAll } from '@/db/testing/seal-all';
import { trailFilter } from '@/lib/audit/list-filter';
import { askTrailRows, tellTrailRows } from '@/lib/audit/queries';
import { askWhoLooked, noteReadAs, tellWhoLooked } from '@/lib/audit/reads';
import { verifyAudit } from '@/lib/audit/seal';
import { customerScreen } from '@/lib/customers/screens';
import { forgetEnv } from '@/lib/platform/env';
import { openScreen } from '@/lib/platform/screen';
import { makeAuditPartitions } from './jobs';
import { retireTrail } from './retire-trail';
import { foldTrail } from './trail-jobs';

const folder = mkdtempSync(join(tmpdir(), 'cater-trail-'));
let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let company: TestCompany;
let theirs: TestCompany;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  process.env.CATER_DATA = folder;
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  [company, theirs] = [await makeCompany(), await makeCompany()];
});
afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
  delete process.env.CATER_DATA;
  forgetEnv();
  rmSync(folder, { recursive: true, force: true });
});

const anHourLater = () => new Date(Date.now() + 3_600_000);
const backAnHour = () => owner`update record_reads set at = at - interval '1 hour'`;

describe('what the office looks at', () => {
  const open = (customerId: string, { userId, companyId }: TestCompany['manager'], attended = true) =>
    openScreen(customerScreen, {
      member: { userId, companyId },
      address: { params: { id: customerId }, search: {} },
      attended,
    });
  const looked = async (id: string, as: TestCompany['manager'] = company.manager) => {
    const [rows] = await readAs(as, (tx) => [askWhoLooked(tx, 'customers', id, new Date())]);
    return tellWhoLooked(rows).map(({ id: who, times }) => ({ who, times }));
  };

  test('is noted with the page, by person, and becomes one entry an hour that the trail tells in words', async () => {
    const { id } = await makeCustomer(company.id, { name: 'Ama Mensah' });
    for (const who of [company.staff, company.staff, company.manager])
      expect((await open(id, who)).state).toBe('open');
    // What an open page asks again by itself is no look.
    await open(id, company.staff, false);
    const both = expect.arrayContaining([
      { who: company.manager.userId, times: 1 },
      { who: company.staff.userId, times: 2 },
    ]);
    expect(await looked(id)).toEqual(both);
    expect(await foldTrail(new Date())).toBe(0);
    await backAnHour();
    expect(await foldTrail(new Date())).toBe(2);
    expect(await looked(id)).toEqual(both);
    expect(await looked(id, company.staff)).toEqual([]);

    const filter = trailFilter.read({ record: `customers:${id}`, did: 'read' });
    const where = { currency: 'GHS', timeZone: 'Africa/Accra', locale: 'en-GB' };
    const { rows } = tellTrailRows(
      await readAs(company.manager, (tx) => askTrailRows(tx, { filter, now: new Date() }, 10)),
      filter,
      { where, size: 10 },
    );
    expect(rows).toHaveLength(2);
    expect(rows.find(({ who }) => who === 'Test staff')).toMatchObject({
      deed: 'looked at a customer',
      subject: 'Ama Mensah',
      changes: [{ label: 'Times', after: '2' }],
    });
  });

  test('isn’t noted of what is somebody else’s or isn’t there, nor of a client, nor without its transaction', async () => {
    const foreign = await makeCustomer(theirs.id);
    await open(foreign.id, company.manager);
    await open(crypto.randomUUID(), company.manager);
    const { id: customerId } = await makeCustomer(company.id);
    const { id: userId } = await makeUser({ companyId: company.id, role: 'client', customerId });
    const client: Actor = { role: 'client', companyId: company.id, userId, customerId };
    const read = { deed: 'read', source: 'customers', id: customerId } as const;
    await expect(noteReadAs(client, read)).rejects.toMatchObject({ code: '42501' });
    await expect(
      actAs(company.manager, async (tx) => {
        await tx.execute(sql`select note_read('read', 'customers', ${customerId}::uuid)`);
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    expect([...(await owner`select * from record_reads`)]).toEqual([]);
    for (const as of [company.manager, company.system])
      for (const statement of ['select * from record_reads', 'delete from record_reads'])
        await expect(actAs(as, (tx) => tx.execute(sql.raw(statement)))).rejects.toMatchObject({
          code: '42501',
        });
  });

  test('at once by many never waits or fails', async () => {
    const { id } = await makeCustomer(company.id);
    await Promise.all(Array.from({ length: 20 }, () => open(id, company.staff)));
    expect(await looked(id)).toEqual([{ who: company.staff.userId, times: 20 }]);
  });

  test('costs a page less than a millisecond', async () => {
    const { id } = await makeCustomer(company.id);
    const { reads: _, ...unnoted } = customerScreen;
    const member = { userId: company.staff.userId, companyId: company.id };
    const address = { params: { id }, search: {} };
    const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
    for (let turn = 0; turn < 150; turn += 1)
      for (const [kind, screen] of [
        ['with', customerScreen],
        ['without', unnoted],
      ] as const) {
        const began = performance.now();
        await openScreen(screen, { member, address });
        if (turn > 30) times[kind].push(performance.now() - began);
      }
    // Of the quick ones: the others waited for a machine that works for others too.
    const quick = (list: number[]) => list.toSorted((one, other) => one - other)[list.length >> 3] ?? 0;
    const cost = quick(times.with) - quick(times.without);
    expect(cost, `of ${quick(times.with)} ms`).toBeLessThan(2);
  });
});

describe('what the automation did', () => {
  test('is told once a job and hour', async () => {
    await owner`delete from audit_folds`;
    await owner`insert into runner_runs (id, function_id, status, event, max_attempts, ended_at)
      select gen_random_uuid(), 'send-digests', case n when 1 then 'failed' else 'completed' end, '{}', 1,
        date_trunc('hour', now()) - interval '5 minutes' from generate_series(1, 3) n`;
    expect(await foldTrail(new Date())).toBe(1);
    expect(await foldTrail(new Date())).toBe(0);
    const [told] = await owner`select detail from audit_events where action = 'automation_ran'`;
    expect(told?.detail).toMatchObject({ job: 'send-digests', runs: 3, failed: 1 });
  });
});

describe('old months', () => {
  const old = (month: string, entries: number) =>
    owner`insert into audit_events (at, company_id, category, action, actor, role)
      select ${`${month}-10T12:00:00Z`}::timestamptz + n * interval '1 minute', ${company.id}, 'activity', 'long ago ' || n, 'x', 'y'
      from generate_series(1, ${entries}) n`;
  const part = (name: string) => owner`select 1 from pg_class where relname = ${name}`;

  test('stay without a number, before they are sealed, and for twelve months at least', async () => {
    await old('2020-03', 5);
    await makeAuditPartitions(new Date());
    expect(await retireTrail(new Date(), undefined)).toEqual([]);
    expect(await retireTrail(new Date(), 24)).toEqual([]);
    await sealAll(owner);
    await expect(retireTrail(new Date(), 11)).rejects.toMatchObject({ code: '22023' });
    // A clock that runs ahead lets nothing of the last year go.
    const before =
      await owner`select count(*)::int as n from audit_events where at > now() - interval '1 year'`;
    await retireTrail(new Date('2035-01-01'), 12);
    expect(
      [...(await owner`select count(*)::int as n from audit_events where at > now() - interval '1 year'`)][0]
        ?.n,
    ).toBeGreaterThanOrEqual(before[0]?.n);
  });

  test('become files with every entry, and the trail still is what was sealed', async () => {
    await old('2020-05', 7);
    await makeAuditPartitions(new Date());
    await sealAll(owner);
    const lines = await owner<{ line: string }[]>`select to_jsonb(e)::text as line from audit_events e
      where e.at < '2021-01-01' order by e.id`;
    const gone = await retireTrail(anHourLater(), 24);
    expect(gone).toEqual([{ month: '2020-05-01', entries: 7, file: 'audit/2020-05' }]);
    const text = gunzipSync(readFileSync(join(folder, 'files/audit/2020-05/part-1.gz'))).toString();
    expect(text.trimEnd().split('\n')).toEqual(lines.map(({ line }) => line));
    const [kept] =
      await owner`select entries, encode(sha256, 'hex') as sha256 from audit_retired where month = '2020-05-01'`;
    expect(kept).toEqual({ entries: 7, sha256: createHash('sha256').update(text).digest('hex') });
    expect([...(await part('audit_events_2020_05'))]).toEqual([]);
    await sealAll(owner);
    expect(await verifyAudit()).toMatchObject({ ok: true });
    const told = await actAs(company.manager, (tx) =>
      tx.execute<{ detail: unknown }>(
        sql`select detail from audit_events where action = 'trail_retired' order by id`,
      ),
    );
    expect(told.at(-1)?.detail).toMatchObject({ month: '2020-05', entries: 7 });
  });

  test('hide nobody’s hand: a number that is put among those that went is found', async () => {
    const [{ id } = { id: '0' }] = await owner<{ id: string }[]>`select max(id) as id from audit_events
      where company_id = ${company.id} and category = 'data'`;
    await owner.begin(async (tx) => {
      await tx`alter table audit_events disable trigger all`;
      await tx`delete from audit_events where id = ${id}`;
      await tx`alter table audit_events enable trigger all`;
    });
    expect(await verifyAudit()).toMatchObject({ ok: false, first: { id: Number(id), why: 'removed' } });
    await owner`alter table audit_retired disable trigger user`;
    await owner`update audit_retired set ids = ids + int8multirange(int8range(${id}::bigint, ${id}::bigint + 1)) where month = '2020-05-01'`;
    await owner`alter table audit_retired enable trigger user`;
    expect(await verifyAudit()).toMatchObject({ ok: false, first: { why: 'seal' } });
  });

  test('are let go by the runner’s function alone', async () => {
    for (const actor of [company.manager, company.system, { role: 'auth', name: 'test' } as const])
      await expect(
        actAs(actor, (tx) =>
          tx.execute(sql`select retire_audit_month('2020-01-01', 12, 0, 'f', ''::bytea, 0)`),
        ),
      ).rejects.toMatchObject({ code: '42501' });
    await expect(
      actAs({ role: 'runner', name: 'test' }, (tx) => tx.execute(sql`select audit_drop_month('2020-01-01')`)),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(owner`delete from audit_retired`).rejects.toThrow('append-only');
  });
});
