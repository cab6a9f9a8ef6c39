import 'server-only';
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { auditEvents } from '@/db/schema/partitioned/audit';
import { type Area, tablesOf } from './subjects';

/** What of the trail is asked for; the values are the query's placeholders. */
export type Narrowed = {
  area: Area | undefined;
  did: boolean;
  who: 'person' | 'automation' | undefined;
  record: boolean;
  field: boolean;
  since: boolean;
  from: boolean;
  to: boolean;
  searched: boolean;
};

/** People's sign-ins belong to people, and what nobody did by hand to the automation; the rest to the part of its table. */
function inArea(area: Area | undefined): SQL | undefined {
  if (!area) return undefined;
  if (area === 'system') return eq(auditEvents.category, 'system');
  const table = inArray(auditEvents.tableName, tablesOf(area));
  return area === 'people'
    ? sql`(${table} or ${auditEvents.category} in ('activity', 'security'))`
    : (table as SQL);
}

/** When a day of the company's clock begins. */
const midnightOf = (day: SQL) =>
  sql`(${day}::timestamp at time zone (select c.time_zone from companies c where c.id = nullif(current_setting('app.company_id', true), '')::uuid))`;

/** Customers and bookings whose entries are looked for, of the newest. */
const mostFound = 200;
const found = (by: string) =>
  sql`(select id::text from ${sql.raw(by)}(${sql.placeholder('patterns')}::text[], ${sql.raw(String(mostFound))}))`;
/** Entries of the customers and bookings that the words find, and of what belongs to those bookings. */
const ofFound = sql`((${auditEvents.tableName} = 'customers' and ${auditEvents.rowId} in ${found('search_customers')})
  or (${auditEvents.tableName} = 'bookings' and ${auditEvents.rowId} in ${found('search_bookings')})
  or ${auditEvents.detail} ->> 'booking_id' in ${found('search_bookings')})`;

/** The conditions of a query of the trail. */
export const conditionsOf = ({ area, did, who, record, field, since, from, to, searched }: Narrowed) => [
  inArea(area),
  did ? eq(auditEvents.action, sql.placeholder('did')) : undefined,
  who === 'person' ? sql`${auditEvents.userId} = ${sql.placeholder('who')}::uuid` : undefined,
  who === 'automation' ? isNull(auditEvents.userId) : undefined,
  record
    ? and(eq(auditEvents.tableName, sql.placeholder('table')), eq(auditEvents.rowId, sql.placeholder('row')))
    : undefined,
  field ? sql`${auditEvents.changes} ? ${sql.placeholder('field')}::text` : undefined,
  since ? sql`${auditEvents.at} >= ${sql.placeholder('since')}::timestamptz` : undefined,
  from ? sql`${auditEvents.at} >= ${midnightOf(sql`${sql.placeholder('firstDay')}::date`)}` : undefined,
  to ? sql`${auditEvents.at} < ${midnightOf(sql`(${sql.placeholder('lastDay')}::date + 1)`)}` : undefined,
  searched ? ofFound : undefined,
];
