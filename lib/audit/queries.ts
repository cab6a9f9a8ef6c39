import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { officeRoles } from '@/db/enums';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { auditSeals } from '@/db/schema/audit';
import { auditEvents } from '@/db/schema/partitioned/audit';
import { memberships, users } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { readCountedCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import { capital } from '@/lib/platform/format/capital';
import type { Locality } from '@/lib/platform/format/zones';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { patternList, searchPatterns } from '@/lib/platform/search';
import type { TrailFilter } from './list-filter';
import { areas } from './subjects';
import { conditionsOf, type Narrowed } from './trail-conditions';
import { type Entry, hrefOf, nameAmong, sayChanges, sayDeed } from './words';

export const pageSize = 50;
const dayMs = 86_400_000;

const ofRow = (table: string, name: string) =>
  sql`(select ${sql.raw(name)} from ${sql.raw(table)} t where t.company_id = ${auditEvents.companyId} and t.id = ${auditEvents.rowId}::uuid)`;
const bookingName = `t.reference || ', ' || t.event_name`;
/** What the record is called today; nothing where it is gone, or where a record of its table has no name. */
const subjectName = sql<string | null>`case ${auditEvents.tableName}
  when 'bookings' then ${ofRow('bookings', bookingName)}
  when 'customers' then ${ofRow('customers', 't.name')}
  when 'items' then ${ofRow('items', 't.name')}
  when 'services' then ${ofRow('services', 't.name')}
  when 'packages' then ${ofRow('packages', 't.name')}
  when 'categories' then ${ofRow('categories', 't.name')}
  when 'templates' then ${ofRow('templates', 't.name')}
  when 'cases' then ${ofRow('cases', 't.reference')}
  when 'conversations' then ${ofRow('conversations', 'coalesce((select c.name from customers c where c.company_id = t.company_id and c.id = t.customer_id), t.profile_name)')}
  when 'invoices' then ${ofRow('invoices', 't.reference')}
  when 'enquiries' then ${ofRow('enquiries', 't.name')}
  else (select ${sql.raw(bookingName)} from bookings t
    where t.company_id = ${auditEvents.companyId} and t.id = (${auditEvents.detail} ->> 'booking_id')::uuid) end`;

/** Who did it; at the sign-in nobody has taken on their role yet. */
const personId = sql`coalesce(${auditEvents.userId}, case when ${auditEvents.role} = 'cater_auth' then (${auditEvents.detail} ->> 'userId')::uuid end)`;

const columns = {
  id: sql<string>`${auditEvents.id}::text`,
  at: auditEvents.at,
  category: auditEvents.category,
  action: auditEvents.action,
  tableName: auditEvents.tableName,
  rowId: auditEvents.rowId,
  changes: auditEvents.changes,
  detail: auditEvents.detail,
  actor: auditEvents.actor,
  role: auditEvents.role,
  userId: auditEvents.userId,
  person: users.name,
  requestId: auditEvents.requestId,
  ip: auditEvents.ip,
  subject: subjectName,
};

const trailQuery = preparedByShape((db, shape: Narrowed & { way: Way; size: number }) => {
  const { way, size } = shape;
  const page = keyset(auditEvents.at, auditEvents.id, {
    way,
    order: 'descending',
    type: 'timestamptz',
    idType: 'bigint',
  });
  return db
    .select(columns)
    .from(auditEvents)
    .leftJoin(users, eq(users.id, personId))
    .where(and(...conditionsOf(shape), page.beyond))
    .orderBy(...page.order)
    .limit(size + 1);
});

/** Those who work here; what others did is found by its record. */
const peopleQuery = prepared((db) =>
  db
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(inArray(memberships.role, [...officeRoles]))
    .orderBy(users.name, users.id)
    .limit(40),
);

const sealQuery = prepared((db) =>
  db
    .select({ sealedAt: auditSeals.sealedAt, uptoId: auditSeals.uptoId })
    .from(auditSeals)
    .orderBy(desc(auditSeals.uptoId))
    .limit(1),
);

const turnOf = (filter: TrailFilter) => readTurn(filter, readCountedCursor);

/** One page of the company's trail, newest first. */
export function askTrailRows(tx: Tx, { filter, now }: { filter: TrailFilter; now: Date }, size: number) {
  const { area, did, who, record, field, days } = filter;
  const { from: place, way } = turnOf(filter);
  const patterns = searchPatterns(filter.q);
  const anyDays = filter.from !== undefined || filter.to !== undefined;
  const [table, ...row] = record?.split(':') ?? [];
  return [
    trailQuery(
      tx,
      {
        area: areas.find((known) => known === area),
        did: did !== undefined,
        who: who === undefined ? undefined : who === 'automation' ? who : 'person',
        record: record !== undefined,
        field: field !== undefined,
        // All that ever happened to one record is little.
        since: days !== null && !record && !anyDays,
        searched: patterns !== undefined,
        from: filter.from !== undefined,
        to: filter.to !== undefined,
        way,
        size,
      },
      {
        did,
        who,
        table,
        row: row.join(':'),
        field,
        since: days && new Date(now.getTime() - days * dayMs).toISOString(),
        patterns: patternList(patterns),
        firstDay: filter.from,
        lastDay: filter.to,
        ...cursorValues(place),
      },
    ),
  ] as const;
}

export const askTrail = (tx: Tx, filter: TrailFilter, now: Date) =>
  [...askTrailRows(tx, { filter, now }, pageSize), peopleQuery(tx), sealQuery(tx)] as const;

type Where = Locality & { currency: string };
type Found = Answers<ReturnType<typeof askTrailRows>>[0][number];

export function tellTrailRows(
  [found]: Answers<ReturnType<typeof askTrailRows>>,
  filter: TrailFilter,
  { where, size }: { where: Where; size: number },
) {
  const { rows, ...turns } = turnPage(found, {
    size,
    way: turnOf(filter).way,
    cursorOf: ({ at, id }) => writeCursor({ at, id }),
  });
  return { rows: rows.map((row) => tellEvent(row, where)), ...turns };
}
export type TrailRow = ReturnType<typeof tellTrailRows>['rows'][number];

/** Who did it, as far as it is known: a person of the company, one who left, or which part of the software. */
export function whoOf({ person, userId, role, actor }: Pick<Found, 'person' | 'userId' | 'role' | 'actor'>) {
  if (person) return person;
  if (userId) return 'Somebody who left';
  if (role === 'cater_client') return 'A customer';
  if (role === 'cater_auth') return 'Somebody at the sign-in';
  if (/^(user|system)$/.test(actor)) return 'The automation';
  return capital(actor.replaceAll('-', ' '));
}

function tellEvent(row: Found, where: Where) {
  const entry: Entry = row;
  return {
    id: row.id,
    at: row.at,
    who: whoOf(row),
    deed: sayDeed(entry),
    subject: row.subject ?? nameAmong(row.changes) ?? null,
    href: hrefOf(entry, row.rowId) ?? null,
    record: row.tableName && row.rowId ? `${row.tableName}:${row.rowId}` : null,
    changes: sayChanges(entry, where),
    ip: row.ip,
  };
}

const oneQuery = prepared((db) =>
  db
    .select(columns)
    .from(auditEvents)
    .leftJoin(users, eq(users.id, personId))
    .where(sql`${auditEvents.id} = ${sql.placeholder('id')}::bigint`),
);
const ofEntry = (what: string) =>
  sql`(select ${sql.raw(what)} from audit_events e where e.id = ${sql.placeholder('id')}::bigint)`;
/** What one request did together; it takes less than a minute. */
const besidesQuery = prepared((db) =>
  db
    .select(columns)
    .from(auditEvents)
    .leftJoin(users, eq(users.id, personId))
    .where(
      and(
        sql`${auditEvents.requestId} = ${ofEntry('e.request_id')}`,
        sql`${auditEvents.at} between ${ofEntry("e.at - interval '1 minute'")} and ${ofEntry("e.at + interval '1 minute'")}`,
        sql`${auditEvents.id} <> ${sql.placeholder('id')}::bigint`,
      ),
    )
    .orderBy(auditEvents.id)
    .limit(pageSize),
);

/** One entry with what the same request did besides. */
export const askEvent = (tx: Tx, id: string) => [oneQuery(tx, { id }), besidesQuery(tx, { id })] as const;

export function tellAuditEvent([[found], besides]: Answers<ReturnType<typeof askEvent>>, where: Where) {
  return (
    found && {
      ...tellEvent(found, where),
      requestId: found.requestId,
      besides: besides.map((row) => tellEvent(row, where)),
    }
  );
}
