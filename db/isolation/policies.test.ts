import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '../client';
import { makeBooking } from '../factories/booking';
import { createOwnDatabase } from '../testing/own-database';
import { sealAll } from '../testing/seal-all';
import { fillCompany } from './fill-company';
import { type Policy, probe, type World } from './probe';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let world: World;
let policies: Policy[];

const companyRoles = ['manager', 'staff', 'client', 'system', 'auth'];

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  owner = openPool({ url: own.ownerUrl, max: 1 });
  world = {
    mine: await fillCompany(),
    theirs: await fillCompany(),
    login: openPool({ url: own.databaseUrl, max: 2 }),
  };
  await owner`insert into sessions (id, user_id, epoch, expires_at) select gen_random_uuid(), id, 1, now() from users`;
  for (const { manager } of [world.mine, world.theirs])
    await owner`insert into invitations (id, company_id, email, role, token_hash, invited_by)
      values (gen_random_uuid(), ${manager.companyId}, ${`${manager.userId}@example.test`}, 'staff',
        ${manager.userId.replaceAll('-', '').repeat(2)}, ${manager.userId})`;
  await owner`insert into second_factors (user_id, secret_sealed, last_step, recovery_hashes) select id, 'x', 1, '{}' from users`;
  await owner`insert into passkeys (id, user_id, credential_id, public_key, counter, name)
    select gen_random_uuid(), id, id::text, 'a-key-of-some-kind', 1, 'Phone' from users`;
  await owner`insert into sign_in_codes (id, company_id, customer_id, channel, address, code_hash)
    select gen_random_uuid(), company_id, id, 'whatsapp', '+233241234567', repeat('a', 64) from customers`;
  await owner`insert into rate_limits (key, count, resets_at) values ('test', 1, now())`;
  // Figures that are folded, and some that aren't yet.
  await owner`select fold_stats(100000)`;
  await sealAll(owner);
  for (const { id } of [world.mine, world.theirs]) await makeBooking(id, { status: 'confirmed' });
  // The guards refuse much of the same; here the policies have to hold alone.
  for (const table of [
    'bookings',
    'booking_lines',
    'feedback',
    'feedback_dishes',
    'quotes',
    'quote_papers',
    'invoices',
  ])
    await owner`alter table ${owner(table)} disable trigger user`;
  policies = await owner<Policy[]>`
    select tablename::text, policyname::text, replace(roles[1]::text, 'cater_', '') as role, qual, coalesce(with_check, '') as check
    from pg_policies where schemaname = 'public' order by tablename, policyname`;
});

afterAll(async () => {
  await world.login.end();
  await owner.end();
  await closePool();
  await own.drop();
});

const named = ({ tablename, policyname }: Policy) => owner`${owner(policyname)} on ${owner(tablename)}`;

describe('row rules', () => {
  test('every table has them on and forced', async () => {
    const open = await owner`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`;
    expect(open.map((row) => row.relname)).toEqual([]);
  });

  test('each role sees and writes its own and nothing foreign', async () => {
    const wrong: string[] = [];
    for (const policy of policies.filter(({ role }) => companyRoles.includes(role)))
      wrong.push(...(await probe(world, policy)));
    expect(wrong).toEqual([]);
  });

  test('a dropped, opened or inverted policy is noticed', async () => {
    const survivors: string[] = [];
    for (const policy of policies.filter(({ role }) => companyRoles.includes(role))) {
      const { qual, check, tablename, policyname, role } = policy;
      const grants =
        await owner`select has_table_privilege(${`cater_${role}`}, ${tablename}, 'insert, update') as writes`;
      const mutants: [string, () => Promise<unknown>][] = [
        ['dropped', () => owner`drop policy ${named(policy)}`],
        [
          'inverted',
          () => owner.unsafe(`alter policy "${policyname}" on "${tablename}" using (not (${qual}))`),
        ],
      ];
      if (qual !== 'true')
        mutants.push([
          'opened',
          () => owner.unsafe(`alter policy "${policyname}" on "${tablename}" using (true)`),
        ]);
      if (check && check !== 'true' && grants[0]?.writes) {
        mutants.push([
          'check inverted',
          () => owner.unsafe(`alter policy "${policyname}" on "${tablename}" with check (not (${check}))`),
        ]);
        mutants.push([
          'check opened',
          () => owner.unsafe(`alter policy "${policyname}" on "${tablename}" with check (true)`),
        ]);
      }
      for (const [kind, mutate] of mutants) {
        await mutate();
        const noticed = await probe(world, policy);
        await restore(policy);
        if (noticed.length === 0) survivors.push(`${policyname} on ${tablename} ${kind}`);
      }
    }
    expect(survivors).toEqual([]);
  }, 240_000);
});

async function restore({ tablename, policyname, role, qual, check }: Policy): Promise<void> {
  const [command] = await owner<{ cmd: string }[]>`
    select cmd from pg_policies where tablename = ${tablename} and policyname = ${policyname}`;
  await owner`drop policy if exists ${owner(policyname)} on ${owner(tablename)}`;
  const kind = command?.cmd === 'SELECT' || !check ? 'select' : 'all';
  const withCheck = kind === 'all' ? `with check (${check})` : '';
  await owner.unsafe(
    `create policy "${policyname}" on "${tablename}" for ${kind} to "cater_${role}" using (${qual}) ${withCheck}`,
  );
}
