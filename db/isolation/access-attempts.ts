import type postgres from 'postgres';
import type { roles } from '../enums';
import type { FilledCompany } from './fill-company';
import { spoken } from './probe';

export type Role = (typeof roles)[number];
export type Verb = 'select' | 'insert' | 'update' | 'delete';
export type Scope = 'own' | 'same company' | 'other company';
type Row = Record<string, unknown>;

/** A table as it is tried: its columns that take a value, rows of the first company, and which columns each role is granted. */
export type Table = {
  name: string;
  columns: string[];
  samples: Row[];
  granted: (role: Role, verb: Exclude<Verb, 'delete'>) => string[];
};
/** `clientRows`: ids of what is the client's, by the column that names it. */
export type Mine = FilledCompany & { clientRows: Record<string, string[]> };
export type Companies = { mine: Mine; theirs: FilledCompany };
type AttemptScope = { table: Table; role: Role; scope: Scope };

/** Sends one statement; gives whether it touched or found a row. Throws PostgreSQL's refusal. */
export type Attempt = (sql: postgres.TransactionSql) => Promise<boolean>;

/** Whose rows of a table are a person's own: how they are found, and what a new one says. */
export type Ownership = { where: string; is: (row: Row) => boolean; says: Row; person?: string };

/** What says that a row is a client's, where it names neither them nor their booking. */
const clientOwn: Record<string, string> = { receipts: 'id', feedback_dishes: 'feedback_id' };
/** Columns that name a person of the office as the one whose row it is. */
const personColumns = ['user_id', 'owner_id', 'assignee_id', 'counted_by', 'asked_by', 'recorded_by'];
const ids = (of: readonly string[]) => of.map((id) => `'${id}'`).join(', ');
const nothing = () => Promise.reject(Object.assign(new Error('No column is granted'), { code: '42501' }));

/**
 * The statements for a verb on the rows of a scope, of which one has to get through; undefined where a table has no rows that
 * are somebody's own.
 */
export function attemptsOf(companies: Companies, verb: Verb, asked: AttemptScope): Attempt[] | undefined {
  const where = placeOf(companies, asked);
  if (!where) return undefined;
  if (verb !== 'update') return [attemptOf(companies, verb, asked, where)];
  // All at once fail by one of them that the rules close, such as a booking that is over.
  const one = rowsIn(companies, asked).slice(0, 6);
  return [
    attemptOf(companies, verb, asked, where),
    ...one.map(({ id }) => attemptOf(companies, verb, asked, `${where} and id = '${id}'`)),
  ];
}

/** Rows of a scope that have an id. */
function rowsIn({ mine, theirs }: Companies, { table, role, scope }: AttemptScope): Row[] {
  const home = homeOf(table);
  const own = ownership(mine, { table, role });
  const company = scope === 'other company' ? theirs.id : mine.id;
  return table.samples.filter(
    (row) =>
      row.id &&
      (!home || row[home] === company) &&
      (scope === 'other company' || !own || own.is(row) === (scope === 'own')),
  );
}

function attemptOf(companies: Companies, verb: Verb, asked: AttemptScope, where: string): Attempt {
  const { table, role } = asked;
  if (verb === 'insert') return insertOf(companies, asked);
  if (verb === 'delete')
    return async (sql) => (await sql.unsafe(`delete from "${table.name}" where ${where}`)).count > 0;
  const readable = table.granted(role, 'select');
  if (verb === 'select')
    return readable.length === 0
      ? nothing
      : async (sql) =>
          (await sql.unsafe(`select ${names(readable)} from "${table.name}" where ${where} limit 1`)).length >
          0;
  const writable = table.granted(role, 'update');
  const column = writable.find((name) => readable.includes(name)) ?? writable[0];
  if (!column) return nothing;
  const same = readable.includes(column) ? `"${column}"` : 'default';
  return async (sql) =>
    (await sql.unsafe(`update "${table.name}" set "${column}" = ${same} where ${where}`)).count > 0;
}

const names = (columns: readonly string[]) => columns.map((name) => `"${name}"`).join(', ');

/** Finds the rows of a scope. */
function placeOf({ mine, theirs }: Companies, asked: AttemptScope): string | undefined {
  const { table, scope } = asked;
  const own = ownership(mine, asked);
  const company = scope === 'other company' ? theirs : mine;
  const home = homeOf(table);
  const person = personOf(table);
  const here = home
    ? `"${home}" = '${company.id}'`
    : person
      ? `"${person}" in (${ids(company.userIds)})`
      : 'true';
  if (scope === 'own') return own && `${here} and (${own.where})`;
  return own && scope === 'same company' ? `${here} and (${own.where}) is not true` : here;
}

/** The column that says whose company a row is. */
const homeOf = ({ name, columns }: Table) =>
  name === 'companies'
    ? 'id'
    : columns.includes('company_id') && name !== 'sessions'
      ? 'company_id'
      : undefined;
const personOf = ({ name, columns }: Table) =>
  name === 'users' ? 'id' : columns.includes('user_id') ? 'user_id' : undefined;

/** Whose rows of a table a role has for its own; undefined where there is no such thing. */
export function ownership(
  mine: Mine,
  { table, role }: Pick<AttemptScope, 'table' | 'role'>,
): Ownership | undefined {
  const { name, columns } = table;
  const is = (column: string, value: string): Ownership => ({
    where: `"${column}" = '${value}'`,
    is: (row) => row[column] === value,
    says: { [column]: value },
    ...(personColumns.includes(column) && { person: column }),
  });
  if (role === 'client') {
    const { customerId } = mine.client;
    if (name === 'customers') return is('id', customerId);
    if (columns.includes('customer_id') && name !== 'memberships') return is('customer_id', customerId);
    const through = clientOwn[name] ?? (columns.includes('booking_id') ? 'booking_id' : undefined);
    if (through) {
      const theirs = mine.clientRows[through] ?? [];
      return {
        where: `"${through}" in (${ids(theirs)})`,
        is: (row) => theirs.includes(String(row[through])),
        says: { [through]: theirs.at(-1) },
      };
    }
  }
  const column = name === 'users' ? 'id' : personColumns.find((one) => columns.includes(one));
  return column ? is(column, mine.people[role].userId) : undefined;
}

/** A copy of a row, under the ids of the scope, saying what the rules want said by this role. */
function insertOf({ mine, theirs }: Companies, asked: AttemptScope): Attempt {
  const { table, role, scope } = asked;
  const granted = table.granted(role, 'insert');
  const columns = table.columns.filter((name) => granted.includes(name));
  if (columns.length === 0) return nothing;
  const own = ownership(mine, asked);
  const wantsOwn = scope !== 'same company';
  const source = table.samples.find((row) => !own || own.is(row) === wantsOwn) ?? table.samples[0];
  if (!source) throw new Error(`${table.name} has no row to try with`);
  const home = homeOf(table);
  const row: Row = {
    ...source,
    ...spoken(table.name, role, mine),
    ...(own && (wantsOwn ? own.says : strangersIn(own, source, mine.people[role].userId, mine))),
    ...(home && { [home]: scope === 'other company' ? theirs.id : mine.id }),
  };
  const given = Object.fromEntries(columns.map((name) => [name, row[name] ?? null]));
  return async (sql) => {
    await sql.unsafe(
      `insert into "${table.name}" (${names(columns)}) select ${names(columns)} from jsonb_populate_record(null::"${table.name}", $1::jsonb)`,
      [given as never],
    );
    return true;
  };
}

/** What makes a copy of somebody's own row another person's. */
function strangersIn(own: Ownership, source: Row, me: string, mine: Mine): Row {
  if (!own.is(source)) return Object.fromEntries(Object.keys(own.says).map((key) => [key, source[key]]));
  return Object.fromEntries(Object.keys(own.says).map((key) => [key, mine.userIds.find((id) => id !== me)]));
}
