import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePool } from '@/db/client';
import { roles } from '@/db/enums';
import type { Table } from '@/db/isolation/access-attempts';
import { prepareMatrix, type Tried, tryEverything } from '@/db/isolation/access-matrix';
import { makeMatrixWorld } from '@/db/isolation/matrix-world';
import { mayReach, reachedTables } from './table-rights';

let world: Awaited<ReturnType<typeof makeMatrixWorld>>;
let tables: Table[];

beforeAll(async () => {
  world = await makeMatrixWorld();
  tables = await prepareMatrix(world);
});

afterAll(async () => {
  await world.end();
  await closePool();
});

/** What the database does otherwise than the table of rights says. */
const differences = (tried: readonly Tried[]) =>
  tried
    .filter(({ role, table, verb, scope, allowed }) => allowed !== mayReach(role, table, verb, scope))
    .map(
      ({ role, table, verb, scope, allowed }) =>
        `${role} ${allowed ? 'may' : 'may not'} ${verb} ${table}, ${scope}`,
    );
const try1 = (...names: string[]) =>
  tryEverything(world, names.length ? tables.filter(({ name }) => names.includes(name)) : tables);

describe('what the database lets each role do', () => {
  test('is what the table of rights says, for every role, table, verb and scope', async () => {
    const tried = await try1();
    expect(differences(tried)).toEqual([]);
    expect(new Set(tried.map(({ role }) => role))).toEqual(new Set(roles));
    expect(reachedTables.filter((name) => !tried.some(({ table }) => table === name))).toEqual([]);
    expect(tried.filter(({ scope, allowed }) => scope === 'other company' && allowed)).toEqual([]);
    expect(tried.filter(({ scope, allowed }) => scope === 'own' && allowed).length).toBeGreaterThan(100);
  }, 120_000);

  /** Changes the rules, looks at one table, and puts them back. */
  async function lookUnder(change: string, back: string, table: string): Promise<string[]> {
    await world.owner.unsafe(change);
    try {
      const fresh = (await prepareMatrix(world, [table])) ?? [];
      return differences(await tryEverything(world, fresh));
    } finally {
      await world.owner.unsafe(back);
    }
  }

  test.each([
    [
      'a dropped bar',
      'payments',
      'drop policy planner_insert on payments',
      'create policy planner_insert on payments as restrictive for insert to cater_planner with check (false)',
    ],
    [
      'an opened policy',
      'invoices',
      'alter policy accountant on invoices using (true)',
      `alter policy accountant on invoices using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)`,
    ],
    [
      'an inverted policy',
      'exports',
      `alter policy staff on exports using (user_id <> nullif(current_setting('app.user_id', true), '')::uuid)`,
      `alter policy staff on exports using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid)`,
    ],
    [
      'a widened grant',
      'payments',
      'grant delete on payments to cater_staff',
      'revoke delete on payments from cater_staff',
    ],
    [
      'a verb too many',
      'invoices',
      'grant delete on invoices to cater_accountant',
      'revoke delete on invoices from cater_accountant',
    ],
    [
      'a policy too many',
      'messages',
      'create policy accountant on messages for select to cater_accountant using (true)',
      'drop policy accountant on messages',
    ],
    [
      'a grant that is gone',
      'customers',
      'revoke insert on customers from cater_planner',
      'grant insert on customers to cater_planner',
    ],
    [
      'prices for the kitchen',
      'offer_costs',
      'grant select on offer_costs to cater_kitchen; create policy kitchen on offer_costs for select to cater_kitchen using (true)',
      'drop policy kitchen on offer_costs; revoke select on offer_costs from cater_kitchen',
    ],
  ])(
    '%s is noticed',
    async (_name, table, change, back) => {
      expect(await lookUnder(change, back, table)).not.toEqual([]);
      expect(differences(await try1(table))).toEqual([]);
    },
    60_000,
  );
});

test('the kitchen and the road read no amount, whatever table it stands in', async () => {
  const amounts = await world.owner`
    select r.role, c.relname || '.' || a.attname as column from unnest(array['kitchen', 'driver']) r (role), pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
      and (a.attname ~ '(price|total|amount|discount|_fee|deposit|paid|tax|cost|charge|rate|terms|plan)' or a.attname in ('changes', 'snapshot', 'document'))
      and a.attname not in ('tax_number', 'due_amount') and has_column_privilege('cater_' || r.role, c.oid, a.attnum, 'select')`;
  expect([...amounts]).toEqual([]);
});
