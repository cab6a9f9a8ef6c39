import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, closePool } from '../client';
import { roles } from '../enums';
import { makeMatrixWorld } from './matrix-world';
import { type Policy, probe } from './probe';

let owner: Connection;
let world: Awaited<ReturnType<typeof makeMatrixWorld>>;
let policies: Policy[];

const companyRoles = [...roles, 'system', 'auth'];

beforeAll(async () => {
  world = await makeMatrixWorld();
  owner = world.owner;
  // The guards refuse much of the same; here the policies have to hold alone.
  for (const table of [
    'bookings',
    'booking_lines',
    'feedback',
    'feedback_dishes',
    'quotes',
    'quote_papers',
    'invoices',
    'comments',
    'comment_files',
    'checkout_parts',
  ])
    await owner`alter table ${owner(table)} disable trigger user`;
  policies = await owner<Policy[]>`
    select tablename::text, policyname::text, replace(roles[1]::text, 'cater_', '') as role, cmd, permissive = 'RESTRICTIVE' as bars,
      coalesce(qual, '') as qual, coalesce(with_check, '') as check
    from pg_policies where schemaname = 'public' order by tablename, policyname`;
});

afterAll(async () => {
  await world.end();
  await closePool();
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
      // What bars is opened by going, and that is all it can do wrong.
      for (const [kind, mutate] of policy.bars ? mutants.slice(0, 1) : mutants) {
        await mutate();
        const noticed = await probe(world, policy);
        await restore(policy);
        if (noticed.length === 0) survivors.push(`${policyname} on ${tablename} ${kind}`);
      }
    }
    expect(survivors).toEqual([]);
  }, 240_000);
});

async function restore({ tablename, policyname, role, cmd, bars, qual, check }: Policy): Promise<void> {
  await owner`drop policy if exists ${owner(policyname)} on ${owner(tablename)}`;
  await owner.unsafe(
    `create policy "${policyname}" on "${tablename}" ${bars ? 'as restrictive' : ''} for ${cmd} to "cater_${role}"
      ${qual ? `using (${qual})` : ''} ${check ? `with check (${check})` : ''}`,
  );
}
