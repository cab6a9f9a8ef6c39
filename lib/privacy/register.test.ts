import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { columnsOf, kindOf, parts, register } from './register';

let owner: Connection;
beforeAll(() => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
});
afterAll(() => owner.end());

const inDatabase = () => owner<{ table: string; column: string }[]>`
  select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
  order by 1, a.attnum`;

test('every column of the database is in the register: name a new one in lib/privacy/register, beside those of its table', async () => {
  const unnamed = (await inDatabase()).filter(({ table, column }) => !kindOf(table, column));
  expect(
    unnamed.map(
      ({ table, column }) =>
        `${table}.${column} — plain, customer, member, accounts or secret? If it can hold a customer’s words, a migration adds what it becomes: insert into personal_columns values ('${table}', '${column}', 'null')`,
    ),
  ).toEqual([]);
});

test('the register names no column twice and none that is gone', async () => {
  const there = new Set((await inDatabase()).map(({ table, column }) => `${table}.${column}`));
  const named = Object.entries(register).flatMap(([table, { name: _, ...columns }]) =>
    Object.values(columns).flatMap((list) => list.split(' ').map((column) => `${table}.${column}`)),
  );
  expect(named.filter((one) => !there.has(one))).toEqual([]);
  expect(named.filter((one, at) => named.indexOf(one) !== at)).toEqual([]);
  expect(parts.flatMap(({ tables }) => Object.keys(tables)).sort()).toEqual(Object.keys(register).sort());
});

test('what is personal of a customer is what anonymising empties, column by column', async () => {
  const emptied = await owner<{ table: string; column: string; gone: boolean }[]>`
    select c.table_name as table, c.column_name as column, t.gone from personal_columns c join personal_tables t using (table_name)`;
  const missed = Object.keys(register).flatMap((table) =>
    columnsOf(table, 'customer')
      .filter((column) => !emptied.some((one) => one.table === table && one.column === column))
      .map(
        (column) =>
          `insert into personal_columns values ('${table}', '${column}', 'null'); and its table into personal_tables`,
      ),
  );
  expect(missed).toEqual([]);
  const unsaid = emptied.filter(
    ({ table, column }) => !['customer', 'secret'].includes(kindOf(table, column) ?? ''),
  );
  expect(unsaid.map(({ table, column }) => `${table}.${column} is emptied: it is of a customer`)).toEqual([]);
});

test('where the eraser writes, every trigger stands back: a migration that adds one ends with select triggers_stand_back()', async () => {
  const standing = await owner`
    select t.tgrelid::regclass::text as table, t.tgname as trigger from pg_trigger t join pg_class c on c.oid = t.tgrelid and not c.relispartition
    join personal_tables p on p.table_name = c.relname
    where not t.tgisinternal and (t.tgtype & 32) = 0 and pg_get_triggerdef(t.oid) not like '%CURRENT_USER <> ''cater_eraser''%'`;
  expect([...standing]).toEqual([]);
});

test('the eraser is nobody who signs in, and reaches no table but those of the register', async () => {
  const [role] =
    await owner`select rolcanlogin, rolsuper, rolbypassrls, pg_has_role('cater_login', 'cater_eraser', 'member') as reachable from pg_roles where rolname = 'cater_eraser'`;
  expect(role).toEqual({ rolcanlogin: false, rolsuper: false, rolbypassrls: false, reachable: false });
  const more = await owner`
    select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (has_any_column_privilege('cater_eraser', c.oid, 'update') or has_table_privilege('cater_eraser', c.oid, 'delete'))
      and c.relname not in (select table_name from personal_tables) order by 1`;
  expect(more.map(({ relname }) => relname)).toEqual(['audit_events', 'erasures', 'packed_emptyings']);
});
