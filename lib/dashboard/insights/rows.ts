import 'server-only';
import type { Answers } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { isMoment, readTextCursor, readTurn, turnPage, writeTextCursor } from '@/lib/platform/cursor';
import { activeOn, openOn } from '@/lib/stats/kept-cells';
import { cells, day, named } from './days';
import { type AskedRows, type RowKind, rowKinds } from './filter';
import { midnight, type Source, sources } from './row-sources';

export const pageSize = 50;

type Way = 'after' | 'before' | null;
type FoundRow = {
  id: string;
  record: string;
  place: string;
  title: string;
  detail: string;
  value: string | null;
  happened: string | null;
  day: string | null;
};

function within({ at, of, always, sparse }: Source): string {
  if (always) return 'true';
  if (sparse) return `${at} >= near.begins and ${at} < near.ends`;
  if (of === 'day') return `${at} >= @from::date and ${at} <= @to::date`;
  return `${at} >= ${midnight('@from::date')} and ${at} < ${midnight('@to::date + 1')}`;
}

/** As many of the days that have such a row as a page needs, from its place on: of a dish that was seldom served few have. */
function nearDays({ kept }: Source, way: Way): string {
  if (typeof kept === 'string') throw new Error(`What is kept as ${kept} has no days`);
  const down = way !== 'before';
  const order = down ? 'desc' : 'asc';
  const begun = '(select (@place::timestamptz at time zone time_zone)::date from companies)';
  // How many of the rows of the first day were on the page before isn't known.
  const counted = way ? `case when s.day = ${begun} then 0 else s.n end` : 's.n';
  return `with near as materialized (
    select day_begins(w.day, c.time_zone) as begins, day_begins(w.day + 1, c.time_zone) as ends from companies c, (
      select s.day, sum(${counted}) over (order by s.day ${order} rows between unbounded preceding and 1 preceding) as nearer from (
        select s.day, sum(s.n) as n from stats_now s where s.fact = '${kept.facts[0]}' and s.grain = 'day' and ${kept.where}
          and s.day >= @from::date and s.day <= @to::date ${way ? `and s.day ${down ? '<=' : '>='} ${begun}` : ''}
        group by 1 having sum(s.n) <> 0 order by 1 ${order} limit ${pageSize + 2}) s) w
    where coalesce(w.nearer, 0) <= ${pageSize})`;
}

function pageText(kind: RowKind, way: Way): string {
  const source = sources[kind];
  const { from, where, at, of, id, record, title, detail, value, sparse } = source;
  const down = way !== 'before';
  const type = of === 'day' ? 'date' : 'timestamptz';
  const place = way ? `and (${at}, ${id}) ${down ? '<' : '>'} (@place::${type}, @placeId::uuid)` : '';
  const order = down ? 'desc' : 'asc';
  const rows = `select ${id} as id, ${record} as record, ${title} as title, ${detail} as detail, (${value})::text as value,
      to_json(${at}) #>> '{}' as place, ${of === 'day' ? `null as happened, ${at}::text as day` : `to_json(${at}) #>> '{}' as happened, null as day`}
    from ${from} where ${where} and ${within(source)} ${place}
    order by ${at} ${order}, ${id} ${order} limit ${pageSize + 1}`;
  if (!sparse) return rows;
  // Day by day: joined to all of them at once, the events of the company are walked through in their order until enough are on such days.
  return `${nearDays(source, way)} select r.* from near cross join lateral (${rows}) r
    order by r.place::timestamptz ${order}, r.id ${order} limit ${pageSize + 1}`;
}

/** The figure itself, as it is kept: how many rows there are, and what they come to. */
function keptText(kind: RowKind): string {
  const { kept, always } = sources[kind];
  if (typeof kept === 'string') {
    const standing = kept === 'open on a day' ? openOn : activeOn;
    return `with days as materialized (select @to::date as to_day, time_zone from companies)
      select ${standing('to_day', day)}::float8 as n, '0' as sum`;
  }
  const over = always
    ? `select * from stats_now where fact in ('${kept.facts.join("', '")}') and grain = 'all'`
    : cells(kept.facts, { from: 'from_day', to: 'to_day' });
  return `with days as materialized (select @from::date as from_day, @to::date as to_day)
    select (${kept.n})::float8 as n, (coalesce(${kept.sum}, 0))::text as sum from (${over}) s where ${kept.where}`;
}

const ways = ['after', 'before', null] as const;
const pages = new Map(
  rowKinds.flatMap((kind) =>
    ways.map((way) => [`${kind} ${way}`, named<FoundRow>(pageText(kind, way))] as const),
  ),
);
const figures = new Map(
  rowKinds.map((kind) => [kind, named<{ n: number | null; sum: string }>(keptText(kind))] as const),
);

const dishName = named<{ name: string }>('select i.name from items i where i.id = @dish::uuid');

const turnOf = (asked: AskedRows) => readTurn(asked, readPlace);

/** The place of a row: what PostgreSQL wrote of its instant or day. */
function readPlace(given: Parameters<typeof readTextCursor>[0]) {
  const place = readTextCursor(given);
  const written = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00)?$/;
  return place && written.test(place.text) && isMoment(place.text) ? place : undefined;
}

/** One page of the rows behind a figure, and the figure. */
export function askRows(tx: Tx, asked: AskedRows) {
  const { from, way } = turnOf(asked);
  const page = pages.get(`${asked.of} ${way}`);
  const figure = figures.get(asked.of);
  if (!page || !figure) throw new Error(`There are no rows of ${asked.of}`);
  const values = {
    ...{
      from: asked.from ?? null,
      to: asked.to ?? null,
      type: asked.type ?? null,
      score: asked.score ?? null,
    },
    ...{ aspect: asked.aspect ?? null, weekday: asked.weekday ?? null, dish: asked.dish ?? null },
    ...{ place: from?.text ?? null, placeId: from?.id ?? null },
  };
  return [page(tx, values), figure(tx, values), dishName(tx, values)] as const;
}

/** Undefined where the reader may not know of the company's money. */
export function tellRows(
  [found, [figure], [dish]]: Answers<ReturnType<typeof askRows>>,
  asked: AskedRows,
  { money }: { money: boolean },
) {
  const source = sources[asked.of];
  if (source.money && !money) return undefined;
  const open = source.measure !== 'money' || money;
  const { rows, ...places } = turnPage(found, {
    size: pageSize,
    way: turnOf(asked).way,
    cursorOf: ({ place, id }) => writeTextCursor({ text: place, id }),
  });
  return {
    asked,
    dish: dish?.name,
    measure: open ? source.measure : ('none' as const),
    n: figure?.n ?? null,
    sum: open ? Number(figure?.sum ?? 0) : null,
    rows: rows.map(({ place: _, record, happened, value, ...row }) => ({
      ...row,
      at: happened === null ? null : new Date(happened),
      href: `/${source.path}/${record}`,
      value: value === null || !open ? null : Number(value),
    })),
    ...places,
  };
}

export type InsightRow = NonNullable<ReturnType<typeof tellRows>>['rows'][number];
