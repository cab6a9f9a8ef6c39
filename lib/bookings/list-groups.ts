import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { bookingStatuses, eventTypes } from '@/db/enums';
import { isMoment, readTextCursor, readTurn, writeTextCursor } from '@/lib/platform/cursor';
import type { Way } from '@/lib/platform/keyset';
import type { BookingFilter, Grouping } from './list-filter';

/** A group that holds more is said to hold more. */
export const mostCounted = 1000;

type GroupedShape = {
  grouping: Grouping;
  order: 'ascending' | 'descending';
  way: Way;
  /** Rows of a page; one more is read. */
  size: number;
  /** What a booking has to be, over `bookings`; `searched` where that looks words up, which is done once. */
  conditions: SQL;
  searched: boolean;
};

const raw = (text: string) => sql.raw(text);
const placeKey = sql`${sql.placeholder('groupKey')}::text`;
const zone = raw('(select c.time_zone from companies c)');
const form = { date: 'YYYY-MM-DD', month: 'YYYY-MM' } as const;
const isOfTime = (grouping: Grouping): grouping is keyof typeof form => grouping in form;

/** That a booking is of the group that `key` names. Sub-selects: under row rules nothing else reaches an index. */
const belongs: Record<Grouping, (key: string) => SQL> = {
  type: (key) => raw(`bookings.event_type = ${key}`),
  status: (key) => raw(`bookings.status = ${key}`),
  venue: (key) => raw(`bookings.venue_key = ${key}`),
  customer: (key) => raw(`bookings.customer_id = (select ${key}::uuid)`),
  occasion: (key) => raw(`bookings.occasion_id = (select ${key}::uuid)`),
  date: (key) => within(sql`${raw(key)}::date`, '1 day'),
  month: (key) => within(sql`to_date(${raw(key)}, 'YYYY-MM')`, '1 month'),
};

function within(day: SQL, length: string): SQL {
  const at = (time: SQL) => sql`(select (${time}) at time zone ${zone})`;
  return sql`bookings.starts_at >= ${at(sql`${day}::timestamp`)} and bookings.starts_at < ${at(sql`${day}::timestamp + interval '${raw(length)}'`)}`;
}

/**
 * One page of bookings by groups, as `page` to join the table with: of each its `id`, its `group`, its `place` there, and
 * how many its group holds, up to `mostCounted` and one, where the page may show a part of it alone: at its first and last row.
 * Each group is looked up by itself, from where the page begins, so that a page costs what it shows and not what lies
 * before it. Expects the values of `groupValues`.
 */
export function groupedPage(shape: GroupedShape): SQL {
  const { grouping, size, conditions, searched } = shape;
  const source = raw(searched ? 'found' : 'bookings');
  const isSo = searched ? sql`true` : conditions;
  const once = searched
    ? sql`with found as materialized (select bookings.* from bookings where ${conditions})`
    : sql``;
  const rows = isOfTime(grouping)
    ? rowsOfTime(shape, grouping, source, isSo)
    : rowsOfKeys(shape, source, isSo);
  return sql`(${once} select page.*,
    case when page.place in (1, least(count(*) over (), ${raw(`${size}`)})) then
      (select count(*) from (select from ${source} bookings where ${isSo} and ${belongs[grouping]('page."group"')}
        limit ${raw(`${mostCounted + 1}`)}) counted) end as group_count
    from (${rows}) page) page`;
}

function rowsOfTime({ order, way, size }: GroupedShape, by: keyof typeof form, source: SQL, isSo: SQL): SQL {
  const down = (order === 'descending') !== (way === 'before');
  const direction = raw(down ? 'desc' : 'asc');
  const beyond = way
    ? sql`and (bookings.starts_at, bookings.id) ${raw(down ? '<' : '>')} (${sql.placeholder('placeValue')}::timestamptz, ${sql.placeholder('placeId')}::uuid)`
    : sql``;
  return sql`select bookings.id, to_char(bookings.starts_at at time zone ${zone}, '${raw(form[by])}') as "group",
      row_number() over (order by bookings.starts_at ${direction}, bookings.id ${direction}) as place
    from ${source} bookings where ${isSo} ${beyond}
    order by bookings.starts_at ${direction}, bookings.id ${direction} limit ${raw(`${size + 1}`)}`;
}

function rowsOfKeys(shape: GroupedShape, source: SQL, isSo: SQL): SQL {
  const { grouping, order, way, size } = shape;
  const turned = way === 'before';
  const down = (order === 'descending') !== turned;
  const [than, direction] = [raw(down ? '<' : '>'), raw(down ? 'desc' : 'asc')];
  // In the group where the page begins from its place on, in those behind it from their beginning.
  const bound = (value: string, otherwise: string) =>
    sql`(select case when g.key = ${placeKey} then ${sql.placeholder(value)}::${raw(value === 'placeId' ? 'uuid' : 'timestamptz')} else ${raw(otherwise)} end)`;
  const beyond = way
    ? sql`and (bookings.starts_at, bookings.id) ${than} (${bound('placeValue', down ? `'infinity'` : `'-infinity'`)},
        ${bound('placeId', down ? `'ffffffff-ffff-ffff-ffff-ffffffffffff'` : `'00000000-0000-0000-0000-000000000000'`)})`
    : sql``;
  const { keys, sort } = groups(shape, isSo);
  const along = raw(sort.map((column) => `${column} ${turned ? 'desc' : 'asc'}`).join());
  return sql`select b.id, g.key as "group", row_number() over (order by ${along}, b.starts_at ${direction}, b.id ${direction}) as place
    from (${keys}) g cross join lateral (
      select bookings.id, bookings.starts_at from ${source} bookings where ${belongs[grouping]('g.key')} and ${isSo} ${beyond}
      order by bookings.starts_at ${direction}, bookings.id ${direction} limit ${raw(`${size + 1}`)}) b
    order by ${along}, b.starts_at ${direction}, b.id ${direction} limit ${raw(`${size + 1}`)}`;
}

/** The groups from the one on where the page begins, by their `key`, and the columns that they stand in the order of. */
function groups({ grouping, way, size, searched }: GroupedShape, isSo: SQL): { keys: SQL; sort: string[] } {
  const turned = way === 'before';
  const [than, direction] = [raw(turned ? '<' : '>'), raw(turned ? 'desc' : 'asc')];
  if (grouping === 'customer' || grouping === 'occasion') {
    const found = searched ? sql`and c.id in (select ${raw(`${grouping}_id`)} from found)` : sql``;
    const from = way
      ? sql`and (c.name, c.id) ${than}= (${sql.placeholder('groupName')}::text, (select ${placeKey}::uuid))`
      : sql``;
    return {
      keys: sql`select c.id::text as key, c.name, c.id from ${raw(`${grouping}s`)} c where true ${found} ${from}`,
      sort: ['g.name', 'g.id'],
    };
  }
  if (grouping !== 'venue') {
    return {
      keys: sql`select key, n from unnest(${sql.placeholder('groupKeys')}::text[]) with ordinality as known (key, n)`,
      sort: ['g.n'],
    };
  }
  if (searched) {
    const from = way ? sql`where f.venue_key ${than}= ${placeKey}` : sql``;
    return { keys: sql`select distinct f.venue_key as key from found f ${from}`, sort: ['g.key'] };
  }
  const next = (beyond: SQL) =>
    sql`(select b.venue_key from bookings b ${beyond} order by b.venue_key ${direction} limit 1)`;
  const there = (key: string) => sql`exists (select from bookings where ${belongs.venue(key)} and ${isSo})`;
  // From venue to venue along the index; a page needs no more of them than it has rows, and the one that it begins in.
  return {
    keys: sql`with recursive walk (key, there, n) as (
        (select first.key, ${there('first.key')}, 0 from ${next(way ? sql`where b.venue_key ${than}= ${placeKey}` : sql``)} first (key))
        union all
        select following.key, ${there('following.key')}, walk.n + walk.there::int from walk
          cross join lateral ${next(sql`where b.venue_key ${than} walk.key`)} following (key) where walk.n <= ${raw(`${size + 1}`)})
      select key from walk where there`,
    sort: ['g.key'],
  };
}

const known = { type: eventTypes, status: bookingStatuses } as const;

/** A booking's place in a grouped list: its group, of a customer or an occasion with the name that it stands by, and its start. */
type GroupPlace = { at: Date; id: string; key: string; name: string };
type Placed = {
  id: string;
  startsAt: Date;
  customer: string;
  occasion: string | null;
  group?: string | undefined;
};

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const named = new RegExp(`^(-?\\d{1,15}):(${uuid}):(.*)$`, 's');
const forms: Record<Grouping, RegExp> = {
  type: new RegExp(`^(-?\\d{1,15}):(${eventTypes.join('|')})()$`),
  status: new RegExp(`^(-?\\d{1,15}):(${bookingStatuses.join('|')})()$`),
  date: /^(-?\d{1,15}):(\d{4}-\d{2}-\d{2})()$/,
  month: /^(-?\d{1,15}):(\d{4}-\d{2})()$/,
  customer: named,
  occasion: named,
  venue: /^(-?\d{1,15}):venue:(.*?)()$/s,
};

export const writeGroupCursor =
  (grouping: Grouping) =>
  ({ id, startsAt, group = '', customer, occasion }: Placed) => {
    const places = {
      customer: `${group}:${customer}`,
      occasion: `${group}:${occasion ?? ''}`,
      venue: `venue:${group}`,
    };
    return writeTextCursor({
      text: `${startsAt.getTime()}:${grouping in places ? places[grouping as keyof typeof places] : group}`,
      id,
    });
  };

/** Reads it back; one of another grouping, or that can be no place of any row, means the beginning. */
function readGroupPlace(
  grouping: Grouping,
  given: Parameters<typeof readTextCursor>[0],
): GroupPlace | undefined {
  const place = readTextCursor(given);
  const [, time, key, name] = forms[grouping].exec(place?.text ?? '') ?? [];
  const at = new Date(Number(time));
  if (!place || key === undefined || name === undefined) return undefined;
  if ((grouping === 'date' && !isMoment(key)) || (grouping === 'month' && !isMoment(`${key}-01`)))
    return undefined;
  return at.getTime() > Date.UTC(1900, 0) && at.getTime() < Date.UTC(9999, 0)
    ? { at, id: place.id, key, name }
    : undefined;
}

/** How a grouped list reads on from its place in the address. */
export const groupTurn = (grouping: Grouping, filter: BookingFilter) =>
  readTurn(filter, (given) => readGroupPlace(grouping, given));

/** The values of that query. */
export function groupValues(grouping: Grouping, filter: BookingFilter): Record<string, unknown> {
  const { from, way } = groupTurn(grouping, filter);
  const place = from && {
    groupKey: from.key,
    groupName: from.name,
    placeValue: from.at.toISOString(),
    placeId: from.id,
  };
  return {
    ...place,
    ...(grouping in known && { groupKeys: keysFrom(grouping as keyof typeof known, from?.key, way) }),
  };
}

function keysFrom(grouping: keyof typeof known, key: string | undefined, way: Way): string {
  const keys: readonly string[] = known[grouping];
  const at = key === undefined ? 0 : keys.indexOf(key);
  return `{${(way === 'before' ? keys.slice(0, at + 1) : keys.slice(at)).join()}}`;
}

/**
 * How many bookings each group on a page holds in all. One that lies within the page holds what is shown; the first
 * and the last were counted, up to `mostCounted` and one.
 */
export function tellGroups(
  rows: readonly { group?: string | undefined; groupCount?: number | null }[],
): Record<string, number> {
  const held: Record<string, number> = {};
  for (const { group } of rows) if (group !== undefined) held[group] = (held[group] ?? 0) + 1;
  for (const { group, groupCount } of rows) if (group !== undefined && groupCount) held[group] = groupCount;
  return held;
}
