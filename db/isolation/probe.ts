import type postgres from 'postgres';
import type { Connection } from '../client';
import type { PersonActor } from '../session';
import type { FilledCompany } from './fill-company';

export type Policy = {
  tablename: string;
  policyname: string;
  role: string;
  /** PostgreSQL's word for what it is for. */
  cmd: string;
  /** One that narrows what others allow. */
  bars: boolean;
  qual: string;
  check: string;
};
export type World = { mine: FilledCompany; theirs: FilledCompany; login: Connection };
type Row = Record<string, unknown>;

/** Rolls back what it tried and gives PostgreSQL's code when it was refused. */
const undo = new Error('undo');

/** What an enquiry looks like; a copy of another row must not bring money along. */
const enquiry = {
  status: 'enquiry',
  menu_total: 0,
  service_total: 0,
  tax_total: 0,
  deposit: 0,
  paid: 0,
  tax: null,
  completed_at: null,
  confirmed_at: null,
};

/** What else a role's own row has to say; the rules name who speaks. */
export function spoken(table: string, role: string, { people }: FilledCompany): Row {
  const userId = people[role as 'client']?.userId ?? null;
  const said: Record<string, Row> = {
    bookings: enquiry,
    case_events: { kind: 'note', user_id: userId },
    enquiries: { source: 'office', stage: 'inquiry', booking_id: null, created_by: userId },
    payments: { recorded_by: userId },
    cash_counts: { counted_by: userId },
    customers: { merged_into: null },
    exports: { user_id: userId },
    write_offs: { asked_by: userId },
    messages: { direction: 'outbound', kind: 'staff_reply', status: 'waiting', user_id: userId },
    purpose_texts: { made_by: userId },
    erasures: { asked_by: userId },
    purpose_consents: {
      source: role === 'client' ? 'portal' : 'staff',
      reason: 'Told us so',
      user_id: userId,
    },
    consents: { source: role === 'client' ? 'portal' : 'staff', reason: 'Told us so', user_id: userId },
    feedback: role === 'client' ? { source: 'portal', corrected_at: null, corrected_by: null } : {},
  };
  return said[table] ?? {};
}

/** The settings of a role inside a company, as `actAs` would make them. */
export function settingsOf(role: string, company: FilledCompany): Row {
  const actor: PersonActor | undefined = company.people[role as 'client'];
  return {
    role: `cater_${role}`,
    'app.company_id': ['auth', 'runner'].includes(role) ? '' : company.id,
    'app.user_id': actor?.userId ?? '',
    'app.customer_id': role === 'client' ? company.client.customerId : '',
  };
}

async function as<T>(
  world: World,
  role: string,
  work: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  let result: T | undefined;
  await world.login
    .begin(async (sql) => {
      for (const [name, value] of Object.entries(settingsOf(role, world.mine)))
        await sql`select set_config(${name}, ${String(value)}, true)`;
      result = await work(sql);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return result as T;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? 'fault',
  );
}

const keyOf = (table: string) => (table === 'companies' ? 'id' : 'company_id');
const tenantless = new Set(['users', 'sessions', 'rate_limits', 'second_factors']);

/**
 * Everything that is wrong with what one role sees and writes in one table; empty when the policy does its
 * work. Sees: own rows and no foreign ones. Writes: own rows pass, rows for the other company don't.
 */
export async function probe(world: World, { tablename: table, role, cmd, bars }: Policy): Promise<string[]> {
  if (bars) return probeBar(world, { table, role, verb: cmd.toLowerCase() });
  const wrong: string[] = [];
  const say = (text: string) => wrong.push(`${role} on ${table}: ${text}`);
  const may = await grantsOf(world.login, table, role);
  if (may.select) {
    const columns = await readableColumns(world.login, table, role);
    const seen = await as(world, role, (sql) => sql<Row[]>`select ${sql(columns)} from ${sql(table)}`).catch(
      () => [] as Row[],
    );
    if (seen.length === 0) say('sees nothing');
    if (!['auth', 'runner'].includes(role))
      for (const problem of strangers(world, table, role, seen)) say(problem);
  }
  if (may.insert && !tenantless.has(table) && !['auth', 'runner'].includes(role)) {
    const own = await codeOf(copyRow(world, table, role, world.mine.id));
    if (own === '42501') say('may not insert its own');
    const foreign = await codeOf(copyRow(world, table, role, world.theirs.id));
    if (foreign !== '42501') say(`inserts for another company (${foreign})`);
  } else if (may.update && !tenantless.has(table) && !['auth', 'runner'].includes(role)) {
    const key = keyOf(table);
    const own = await codeOf(
      as(world, role, (sql) => sql`update ${sql(table)} set ${sql(key)} = ${sql(key)}`),
    );
    if (own === '42501') say('may not update its own');
    const foreign = await codeOf(
      as(world, role, (sql) => sql`update ${sql(table)} set ${sql(key)} = ${world.theirs.id}`),
    );
    if (foreign !== '42501') say(`moves rows to another company (${foreign})`);
  }
  return wrong;
}

/** What is wrong with a policy that keeps a verb from a role which would have it by another. */
async function probeBar(
  world: World,
  { table, role, verb }: { table: string; role: string; verb: string },
): Promise<string[]> {
  const done =
    verb === 'insert'
      ? (await codeOf(copyRow(world, table, role, world.mine.id))) !== '42501'
      : await touches(world, table, role);
  return done ? [`${role} on ${table}: may ${verb} what was barred`] : [];
}

/** Whether a row lets the role set a column to what it is; a guard that refuses it was reached. */
async function touches(world: World, table: string, role: string): Promise<boolean> {
  const [column] = await world.login<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and has_column_privilege(${`cater_${role}`}, attrelid, attnum, 'update') limit 1`;
  if (!column) throw new Error(`${role} may update no column of ${table}: there is nothing to bar`);
  let rows = 0;
  const code = await codeOf(
    as(world, role, async (sql) => {
      rows = (await sql`update ${sql(table)} set ${sql(column.name)} = ${sql(column.name)}`).count;
    }),
  );
  return rows > 0 || !['ok', '42501'].includes(code);
}

/** Rows that the role shouldn't have seen. */
function strangers({ mine }: World, table: string, role: string, rows: Row[]): string[] {
  const wrong: string[] = [];
  const key = keyOf(table);
  if (!tenantless.has(table) && rows.some((row) => row[key] !== mine.id)) wrong.push('sees another company');
  const own = mine.client.customerId;
  const users = role === 'client' ? [mine.client.userId] : mine.userIds;
  if (table === 'users' && rows.some((row) => !users.includes(String(row.id)))) wrong.push('sees strangers');
  if (role === 'client' && rows.some((row) => 'customer_id' in row && row.customer_id !== own))
    wrong.push('sees another customer');
  if (role === 'client' && table === 'customers' && rows.some((row) => row.id !== own))
    wrong.push('sees another customer');
  return wrong;
}

async function grantsOf(
  login: Connection,
  table: string,
  role: string,
): Promise<Record<'select' | 'insert' | 'update', boolean>> {
  const [found] = await login<Record<'select' | 'insert' | 'update', boolean>[]>`
    select has_any_column_privilege(${`cater_${role}`}, ${table}, 'select') as select,
      has_table_privilege(${`cater_${role}`}, ${table}, 'insert') as insert,
      has_table_privilege(${`cater_${role}`}, ${table}, 'update') as update`;
  return found ?? { select: false, insert: false, update: false };
}

async function readableColumns(login: Connection, table: string, role: string): Promise<string[]> {
  const found = await login<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and has_column_privilege(${`cater_${role}`}, attrelid, attnum, 'select')`;
  return found.map(({ name }) => name);
}

/** Inserts a copy of a row of its own under the given company. Policies are checked before unique keys. */
async function copyRow(world: World, table: string, role: string, companyId: string): Promise<void> {
  await as(world, role, async (sql) => {
    const columns = await sql<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`;
    const readable = await readableColumns(world.login, table, role);
    const [source] = await sql<Row[]>`select ${sql(readable)} from ${sql(table)} limit 1`;
    if (!source) return;
    const copy: Row = {
      ...source,
      [keyOf(table)]: companyId,
      ...spoken(table, role, world.mine),
    };
    const names = columns.map(({ name }) => name);
    const json = Object.fromEntries(names.map((name) => [name, copy[name] ?? null]));
    await sql`insert into ${sql(table)} (${sql(names)})
      select ${sql(names)} from jsonb_populate_record(null::${sql(table)}, ${sql.json(json as never)})`;
  });
}
