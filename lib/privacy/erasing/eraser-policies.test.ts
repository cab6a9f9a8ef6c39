import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { createOwnDatabase } from '@/db/testing/own-database';
import { fillPeople } from '../testing/person';

type Policy = { table: string; qual: string; check: string | null; cmd: string };
let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let companyId: string;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  owner = openPool({ url: own.ownerUrl, max: 1 });
  companyId = (await fillPeople(owner)).company.id;
  await fillPeople(owner);
}, 60_000);

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
});

/** What the eraser sees of a table while it acts for one company; nothing of another counts as right. */
async function sees(table: string): Promise<'its own' | 'nothing' | 'strangers'> {
  return owner.begin(async (sql) => {
    await sql`select set_config('app.company_id', ${companyId}, true)`;
    const hasCompany =
      await sql`select 1 from pg_attribute where attrelid = ${table}::regclass and attname = 'company_id' and ${table} <> 'sessions'`;
    const keys = hasCompany.length > 0 ? 'company_id' : table === 'users' ? 'id' : 'user_id';
    const isOwn =
      hasCompany.length > 0
        ? `company_id = '${companyId}'`
        : `exists (select from memberships m where m.user_id = t.${keys} and m.company_id = '${companyId}')`;
    const [all] = await sql.unsafe<{ mine: number }[]>(
      `select count(*) filter (where ${isOwn})::int as mine from "${table}" t`,
    );
    await sql`set local role cater_eraser`;
    const [seen] = await sql.unsafe<{ n: number; mine: number }[]>(
      `select count(*)::int as n, count(*) filter (where ${isOwn})::int as mine from "${table}" t`,
    );
    if (!seen || seen.mine === 0) return seen?.n ? 'strangers' : 'nothing';
    return seen.n === seen.mine && seen.mine === all?.mine ? 'its own' : 'strangers';
  });
}

test('it sees its company’s rows of every personal table and no others; a dropped, opened or inverted policy is noticed', async () => {
  const policies = await owner<Policy[]>`
    select tablename::text as table, qual, with_check as check, cmd from pg_policies
    where roles[1] = 'cater_eraser' and policyname = 'eraser' and qual <> 'true' and tablename in (select table_name from personal_tables) order by 1`;
  expect(policies.length).toBeGreaterThan(40);
  const wrong: string[] = [];
  for (const { table, qual, check } of policies) {
    if ((await sees(table)) !== 'its own') wrong.push(`${table}: ${await sees(table)}`);
    for (const [kind, using] of [
      ['dropped', undefined],
      ['inverted', `not (${qual})`],
      ['opened', 'true'],
    ] as const) {
      await owner`drop policy eraser on ${owner(table)}`;
      if (using)
        await owner.unsafe(`create policy eraser on "${table}" for all to cater_eraser using (${using})`);
      if ((await sees(table)) === 'its own') wrong.push(`${table}: ${kind} and nobody noticed`);
      if (using) await owner`drop policy eraser on ${owner(table)}`;
      await owner.unsafe(
        `create policy eraser on "${table}" for all to cater_eraser using (${qual})${check ? ` with check (${check})` : ''}`,
      );
    }
  }
  expect(wrong).toEqual([]);
}, 60_000);
