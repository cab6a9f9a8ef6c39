import type postgres from 'postgres';
import type { Connection } from '../client';
import { roles } from '../enums';
import {
  type Attempt,
  attemptsOf,
  type Companies,
  ownership,
  type Role,
  type Scope,
  type Table,
  type Verb,
} from './access-attempts';
import { settingsOf } from './probe';

/** One thing that was tried, and whether the database let it. */
export type Tried = { role: Role; table: string; verb: Verb; scope: Scope; allowed: boolean };
const verbs = ['select', 'insert', 'update', 'delete'] as const;
const scopes = ['own', 'same company', 'other company'] as const;

/** Two companies with rows in every table; `owner` sees and changes all of it, in a database that nobody else uses. */
export type MatrixWorld = Companies & { login: Connection; owner: Connection };

/** The tables that people could reach: all but the runner's own. */
const tables = `from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and not c.relispartition and c.relname not like 'runner\\_%'`;

/**
 * Reads what there is to try, and puts the triggers aside: what is asked is what grants and policies let through; the guards
 * have tests of their own. Throws where somebody could read a table that has no row to try with.
 */
export async function prepareMatrix(
  { owner, mine }: MatrixWorld,
  only?: readonly string[],
): Promise<Table[]> {
  const found = await owner.unsafe<{ name: string }[]>(`select c.relname as name ${tables} order by 1`);
  return Promise.all(
    found
      .filter(({ name }) => only?.includes(name) ?? true)
      .map(async ({ name }) => {
        await owner`alter table ${owner(name)} disable trigger user`;
        const columns = await owner<{ name: string }[]>`
        select attname as name from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped
          and attgenerated = '' and attidentity = ''`;
        const rows = await owner.unsafe<{ row: Record<string, unknown> }[]>(
          `select to_jsonb(t) as row from "${name}" t ${columns.some((one) => one.name === 'company_id') ? `order by company_id = '${mine.id}' desc nulls last` : ''} limit 200`,
        );
        const granted = await grantsOf(owner, name);
        if (rows.length === 0 && roles.some((role) => granted(role, 'select').length > 0))
          throw new Error(`${name} has no row to try with`);
        return {
          name,
          columns: columns.map((one) => one.name),
          samples: rows.map(({ row }) => row),
          granted,
        };
      }),
  );
}

async function grantsOf(owner: Connection, table: string): Promise<Table['granted']> {
  const found = await owner<{ role: Role; verb: string; columns: string[] }[]>`
    select r.role, v.verb, array_agg(a.attname::text order by a.attnum) as columns
    from unnest(${[...roles]}::text[]) r (role), unnest(array['select', 'insert', 'update']) v (verb), pg_attribute a
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped
      and has_column_privilege('cater_' || r.role, a.attrelid, a.attnum, v.verb)
    group by 1, 2`;
  return (role, verb) => found.find((one) => one.role === role && one.verb === verb)?.columns ?? [];
}

/**
 * Tries every verb of every role of people on every table, on rows of their own, of others in their company and of another
 * company, as `actAs` would: PostgreSQL's role with the session's settings, in a transaction that is rolled back. Own rows
 * are left out where a table has none that are somebody's.
 */
export async function tryEverything(world: MatrixWorld, prepared?: readonly Table[]): Promise<Tried[]> {
  const known = prepared ?? (await prepareMatrix(world));
  const tried: Tried[] = [];
  for (const role of roles) {
    for (const table of known) await giveOwnRow(world, table, role);
    await undone(
      (work) => world.login.begin(work),
      async (sql) => {
        for (const [name, value] of Object.entries(settingsOf(role, world.mine)))
          await sql`select set_config(${name}, ${String(value)}, true)`;
        for (const table of known)
          for (const verb of verbs)
            for (const scope of scopes) {
              const attempts = attemptsOf(world, verb, { table, role, scope });
              if (!attempts) continue;
              let allowed = false;
              for (const attempt of attempts) allowed ||= await passes(sql, attempt);
              tried.push({ role, table: table.name, verb, scope, allowed });
            }
      },
    );
  }
  return tried;
}

/** Makes a row of a table somebody's own where they have none, and leaves another to others, so that both are found out. */
async function giveOwnRow({ owner, mine }: MatrixWorld, table: Table, role: Role): Promise<void> {
  const { person = '' } = ownership(mine, { table, role }) ?? {};
  if (!person || !table.columns.includes('company_id')) return;
  const me = mine.people[role].userId;
  const other = role === 'manager' ? mine.staff.userId : mine.manager.userId;
  for (const [from, to] of [
    [other, me],
    [me, other],
  ])
    await owner`update ${owner(table.name)} set ${owner(person)} = ${to ?? ''} where (tableoid, ctid) = (
        select tableoid, ctid from ${owner(table.name)} where company_id = ${mine.id}
        order by ${owner(person)} is distinct from ${from ?? ''}, ${owner(person)} is null limit 1)
      and (select count(*) > 1 from ${owner(table.name)} where company_id = ${mine.id})
      and not exists (select from ${owner(table.name)} where company_id = ${mine.id}
        and ${owner(person)} is ${to === me ? owner`not` : owner``} distinct from ${me})`;
}

/** Whether an attempt got through. Keys, references and checks are asked after who may, so what they refuse was let through. */
async function passes(sql: postgres.TransactionSql, attempt: Attempt): Promise<boolean> {
  let passed = false;
  try {
    await undone(
      (work) => sql.savepoint(work),
      async (within) => {
        passed = await attempt(within);
      },
    );
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code !== '42501' && !code.startsWith('23')) throw error;
    passed = code.startsWith('23');
  }
  return passed;
}

const undo = new Error('undo');

/** Runs work and takes back what it did. */
async function undone(
  open: (work: (sql: postgres.TransactionSql) => Promise<never>) => Promise<unknown>,
  work: (sql: postgres.TransactionSql) => Promise<unknown>,
): Promise<void> {
  await open(async (sql) => {
    await work(sql);
    throw undo;
  }).catch((error: unknown) => {
    if (error !== undo) throw error;
  });
}
