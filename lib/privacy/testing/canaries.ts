import type { Connection } from '@/db/client';

type Column = { table: string; column: string; type: string; reach: string };
export type Canary = { table: string; column: string; word: string };

/** What a column's checks ask of its words. */
function shaped(table: string, column: string, word: string, n: number): string {
  const key = `${table}.${column}`;
  if (/\.phone$/.test(key)) return `+2332${String(70_000_000 + n)}`;
  if (/\.email$/.test(key)) return `${word}@example.test`.toLowerCase();
  if (/_hash$|sha256$/.test(column)) return String(n).padStart(8, '0').repeat(8);
  if (column === 'display_currency') return 'XAU';
  if (column === 'time_zone') return word;
  return word;
}

/** Columns whose checks take words of a list alone, or none beside what stands in the row; a row of each is made by hand. */
const ofLists = new Set(
  'customers.cuisine customers.display_currency guest_diets.avoids guest_diets.diets quote_papers.sha256 checkouts.held_why checkouts.held_note payments.told_by booking_lines.name quotes.by_hand quotes.decline_reason report_schedules.narrowed'.split(
    ' ',
  ),
);

/** Texts about no record: they are found by the person's name, and a test of their own has them. */
const byName = ['saved_views', 'blocked_days', 'cash_counts'];

/**
 * Puts a word of its own into every personal column of the person's rows and, as old and new value, into an entry of the
 * trail about each row. As a superuser who switches every trigger off: the way in doesn't matter, the way out does. Gives
 * the words; a personal table without a row of theirs throws, since it would prove nothing.
 */
export async function plant(
  owner: Connection,
  { companyId, customerId, prefix }: { companyId: string; customerId: string; prefix: string },
): Promise<Canary[]> {
  const columns = await owner<Column[]>`
    select c.table_name as table, c.column_name as column, format_type(a.atttypid, null) as type, t.reach
    from personal_columns c join personal_tables t using (table_name)
    join pg_attribute a on a.attrelid = c.table_name::regclass and a.attname = c.column_name
    where a.attgenerated = '' order by t.place desc, 1, 2`;
  const canaries: Canary[] = [];
  const missing = new Set<string>();
  await owner.begin(async (sql) => {
    await sql`select set_config('app.company_id', ${companyId}, true)`;
    await sql`set local session_replication_role = replica`;
    const [{ p } = { p: '' }] = await sql<{ p: string }[]>`select person_of(${customerId}::uuid)::text as p`;
    for (const [index, { table, column, type, reach }] of columns.entries()) {
      const n = index + (prefix === 'CANARY' ? 1000 : 5000);
      const word = `${prefix}${n}`;
      if (ofLists.has(`${table}.${column}`) || /timestamp|integer|boolean|double|^date/.test(type)) continue;
      // What others are found by stands as it is: the words are told by the test.
      if ([...byName, 'exports', 'booking_texts', 'customer_texts'].includes(table)) continue;
      const text = shaped(table, column, word, n);
      const value =
        {
          jsonb: `coalesce(t."${column}", '{}')::jsonb || jsonb_build_object('planted', '${text}')`,
          'text[]': `array['${text}']`,
          bytea: `convert_to('%PDF-1.7 ${text}', 'UTF8')`,
        }[type] ??
        (column === 'agreement'
          ? `jsonb_build_object('options', '[]'::jsonb, 'name', '${text}')::text`
          : `'${text}'`);
      const isList = `${['media', 'buttons', 'changes'].includes(column)}`;
      const set =
        type === 'jsonb'
          ? `case when ${isList} then coalesce(t."${column}", '[]') || jsonb_build_array('${text}') else ${value} end`
          : value;
      // Two rows of a unique column can't both have it: one is enough.
      const changed = await sql.unsafe(
        `update "${table}" t set "${column}" = ${set}${column === 'pdf' ? `, sha256 = encode(sha256(${value}), 'hex')` : ''}
         where t.ctid = (select t.ctid from "${table}" t, (select ($1::person).*) p where ${reach} limit 1)`,
        [p],
      );
      if (changed.count === 0) missing.add(table);
      else canaries.push({ table, column, word: text });
    }
    for (const table of new Set(columns.map((one) => one.table))) {
      const reach = columns.find((one) => one.table === table)?.reach ?? '';
      const [{ key } = { key: '' }] = await sql<{ key: string }[]>`select key_of(${table}) as key`;
      if (![...byName, 'exports'].includes(table))
        await sql.unsafe(
          `insert into audit_events (company_id, category, action, table_name, row_id, changes, actor, role)
           select $2::uuid, 'data', 'update', '${table}', ${key}, (select jsonb_object_agg(k.key, jsonb_build_array(k.value, k.value)) from jsonb_each(to_jsonb(t)) k), 'test', 'test'
           from "${table}" t, (select ($1::person).*) p where ${reach}`,
          [p, companyId],
        );
    }
  });
  if (missing.size > 0)
    throw new Error(
      `No row of theirs in ${[...missing].join(', ')}: make one in lib/privacy/testing/person.ts`,
    );
  return canaries;
}

/** Every place of the whole database where one of the words stands: "table: word". Bytes are looked through too. */
export async function search(owner: Connection, prefix: string, words: readonly string[]): Promise<string[]> {
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not in ('personal_tables', 'personal_columns')`;
  const hex = Buffer.from(prefix).toString('hex');
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await owner.unsafe<{ row: string }[]>(
      `select t::text as row from "${name}" t where t::text ~* $1`,
      [
        [
          prefix,
          hex,
          ...words.filter((word) => !word.includes(prefix)).map((word) => word.replace(/[+.]/g, '\\$&')),
        ].join('|'),
      ],
    );
    for (const { row } of rows) found.push(`${name}: ${row}`);
  }
  return found;
}
