import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { companies } from '@/db/schema/companies';
import { type Actor, actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { forgetEnv } from '@/lib/platform/env';
import { makeAuditPartitions } from './jobs';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let company: TestCompany;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  company = await makeCompany();
});

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
});

const inFourYears = new Date(Date.now() + 4 * 365 * 86_400_000);
const partitions = async () =>
  (
    await owner<{ name: string }[]>`select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'audit_events'::regclass order by 1`
  ).map(({ name }) => name);
const trail = () =>
  owner`select e.tableoid::regclass::text as part, to_jsonb(e) as row from audit_events e order by e.id`;

describe('the audit trail’s partitions', () => {
  test('are there for the next 36 months, so that the night’s job has nothing to do', async () => {
    expect(await makeAuditPartitions(new Date())).toBe(0);
  });

  test('are made when their time comes near, and rows that waited in the default one move unchanged', async () => {
    await owner`insert into audit_events (at, company_id, category, action, actor, role)
      select ${inFourYears.toISOString()}::timestamptz + n * interval '20 days', ${company.id}, 'activity', 'late ' || n, 'x', 'y'
      from generate_series(1, 4) n`;
    const before = await trail();
    expect(before.filter(({ part }) => part === 'audit_events_default')).toHaveLength(4);
    expect(await makeAuditPartitions(inFourYears)).toBeGreaterThanOrEqual(37);
    const after = await trail();
    expect(after.map(({ row }) => row)).toEqual(before.map(({ row }) => row));
    expect(after.filter(({ part }) => part === 'audit_events_default')).toEqual([]);
    expect(await makeAuditPartitions(inFourYears)).toBe(0);
  });

  test('keep the rules of the trail: own rows only, nothing changed, nothing emptied', async () => {
    for (const part of await partitions())
      await expect(owner.unsafe(`truncate ${part}`)).rejects.toThrow('append-only');
    await expect(owner`update audit_events set action = 'x'`).rejects.toThrow('append-only');
    const open =
      await owner`select relname from pg_class where relname like 'audit_events%' and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)`;
    expect([...open]).toEqual([]);
    const seen = await actAs(company.manager, (tx) =>
      tx.execute<{ action: string }>(sql`select action from audit_events where action like 'late %'`),
    );
    expect(seen).toHaveLength(4);
    await actAs(company.manager, (tx) =>
      tx.update(companies).set({ phone: '+233200000001' }).where(eq(companies.id, company.id)),
    );
    expect((await trail()).at(-1)).toMatchObject({ row: { table_name: 'companies', action: 'update' } });
  });

  test('are made by the runner alone, and not for any time one likes', async () => {
    const call = (actor: Actor, today: Date) =>
      actAs(actor, (tx) =>
        tx.execute(sql`select audit_ensure_partitions(${today.toISOString()}::timestamptz, 1)`),
      );
    for (const actor of [company.manager, company.system, { role: 'auth', name: 'test' } as const])
      await expect(call(actor, new Date())).rejects.toMatchObject({ code: '42501' });
    const runner = { role: 'runner', name: 'test' } as const;
    await expect(call(runner, new Date('2200-01-01'))).rejects.toMatchObject({ code: '22023' });
    await expect(call(runner, new Date('2001-01-01'))).rejects.toMatchObject({ code: '22023' });
  });
});
