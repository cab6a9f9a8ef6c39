import 'server-only';
import { sql } from 'drizzle-orm';
import { type Actor, readAs } from '@/db/session';
import { columnsOf, personalTables, register } from '../register';
import { readPackedEntries } from './packed-entries';

/** What a person's own record leaves out: searches, logins' secrets, what the office told itself. */
const unread = new Set([
  'sessions',
  'second_factors',
  'intents',
  'saved_views',
  'blocked_days',
  'cash_counts',
  'exports',
  'alerts',
  'booking_texts',
  'customer_texts',
  'quote_papers',
]);
type Row = Record<string, unknown>;
export type RecordPart = { name: string; table: string; rows: Row[] };

/** Tables that are told, by the register, and two whose rows go as a whole. */
const toldTables = (): string[] => [
  ...personalTables().filter((table) => !unread.has(table)),
  'booking_photos',
  'memberships',
];

/**
 * Everything that is kept about a person, by table in plain words: their own rows, what hangs on them, and what the trail
 * knows of both. Members of the office stand as "staff". For managers, and for clients of themselves.
 */
export async function personRecord(actor: Actor, customerId: string): Promise<RecordPart[]> {
  const tables = [...toldTables(), 'audit_events'];
  const found = await readAs(actor, (tx) =>
    tables.map((table) =>
      tx.execute<{ row: Row }>(sql`select person_rows(${customerId}::uuid, ${table}) as row`),
    ),
  );
  const packed = await readPackedEntries(actor, customerId);
  return tables.flatMap((table, at) => {
    const older = table === 'audit_events' ? packed : [];
    const rows = [...older, ...[...(found[at] ?? [])].map(({ row }) => row)].map((row) => tell(table, row));
    return rows.length > 0 ? [{ table, name: register[table]?.name ?? table, rows }] : [];
  });
}

/** A row without what is empty, with people of the office by what they are. */
function tell(table: string, row: Row): Row {
  const members = new Set(columnsOf(table, 'member'));
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column, value]) => value !== null && column !== 'company_id')
      .map(([column, value]) => [column, members.has(column) ? 'staff' : value]),
  );
}
