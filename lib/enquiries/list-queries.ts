import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import { type Actor, readAs, type Tx } from '@/db/session';
import { readCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import { placeholders, searchLimit, searchPatterns, valuesOf } from '@/lib/platform/search';
import {
  type CardRow,
  cardColumns,
  cardOf,
  cardTables,
  dayOf,
  isDue,
  isHigh,
  isUnanswered,
  isUrgent,
  stageIsOpen,
} from './card';
import { asList, type EnquiryFilter, type Mark } from './list-filter';
import type { LostReason, Stage } from './rules';

const day = 86_400_000;
/** Won and lost ones stay on the board for this long; the list has them all. */
export const boardDays = 30;
/** Cards of a stage on the whole board, and where one stage is looked at by itself. */
const mostOfStage = 30;
const mostOfOne = 100;
const pageSize = 25;
/** How far back the figures look. */
export const figureDays = 90;

/** `now` as a parameter. */
const onBoard = (now: string) =>
  `e.spam_at is null and (${stageIsOpen} or e.stage_at >= ${now}::timestamptz - interval '${boardDays} days')`;

/** Who hurries first, then who waits for the first word, then the newest. */
const boardQuery = preparedText<CardRow & { place_in: number }>(
  `select * from (
    select ${cardColumns(dayOf('$1'))}, row_number() over (partition by e.stage
      order by ${isUrgent(dayOf('$1'))} is true desc, ${isUnanswered} desc, e.received_at desc, e.id)::int as place_in
    from ${cardTables}
    where ${onBoard('$1')} and ($2::text is null or e.stage = $2::text)
  ) board where place_in <= $3::int order by place_in`,
  ['now', 'stage', 'most'],
);

/** A few of each would do; they say how much work there is. */
const countsQuery = preparedText<Record<Mark, number> & { stages: Partial<Record<Stage, number>> }>(
  `select coalesce(jsonb_object_agg(stage, n), '{}') as stages, coalesce(sum(unanswered), 0)::int as unanswered,
    coalesce(sum(due), 0)::int as due, coalesce(sum(urgent), 0)::int as urgent, coalesce(sum(high), 0)::int as high,
    (select count(*)::int from enquiries where spam_at is not null) as spam
  from (select e.stage, count(*)::int as n, count(*) filter (where ${isUnanswered}) as unanswered,
      count(*) filter (where ${isDue(dayOf('$1'))}) as due, count(*) filter (where ${isUrgent(dayOf('$1'))}) as urgent,
      count(*) filter (where ${isHigh}) as high
    from ${cardTables} where ${onBoard('$1')} group by e.stage) stages`,
  ['now'],
);

const conditions: Record<Mark, string> = {
  unanswered: isUnanswered,
  due: isDue(dayOf('$1')),
  urgent: isUrgent(dayOf('$1')),
  high: isHigh,
  spam: 'e.spam_at is not null',
};

type Way = 'after' | 'before' | null;

/** `words`: of a search, none where nothing was typed, 0 where nothing can fit. */
type Shape = { mark: Mark | undefined; way: Way; words: number | undefined };
const listValues = ['now', 'stage', 'source', 'at', 'id'];

/** Under row rules only the function reaches the text index. */
function matches(words: number | undefined): string {
  if (words === 0) return 'false';
  const each = placeholders(words ?? 0).map(
    (_, at) => `e.id in (select id from search_enquiries($${listValues.length + at + 1}))`,
  );
  return ['true', ...each].join(' and ');
}

const listQueryOf = ({ mark, way, words }: Shape) =>
  preparedText<CardRow>(
    `select ${cardColumns(dayOf('$1'))} from ${cardTables}
    where ${mark === 'spam' ? '' : 'e.spam_at is null and '}${mark ? conditions[mark] : 'true'} and ${matches(words)}
      and ($2::text is null or e.stage = $2::text) and ($3::text is null or e.source = $3::text)
      and ($4::timestamptz is null or (e.received_at, e.id) ${way === 'before' ? '>' : '<'} ($4::timestamptz, $5::uuid))
    order by e.received_at ${way === 'before' ? 'asc' : 'desc'}, e.id ${way === 'before' ? 'asc' : 'desc'} limit ${pageSize + 1}`,
    [...listValues, ...placeholders(words ?? 0)],
  );
const listQueries = new Map<string, ReturnType<typeof listQueryOf>>();

function listQuery(shape: Shape) {
  const key = Object.values(shape).join();
  const made = listQueries.get(key) ?? listQueryOf(shape);
  listQueries.set(key, made);
  return made;
}

type FigureRow = {
  received: number;
  won: number;
  lost: number;
  minutes: number | null;
  won_worth: string | null;
  lost_worth: string | null;
  reasons: { reason: LostReason; n: number; worth: number | null }[];
};

/** What came in, how soon it was answered, and what became of what was settled in this time. */
const figuresQuery = preparedText<FigureRow>(
  `with recent as (
    select e.stage, e.stage_at, e.received_at, e.answered_at, e.source, e.lost_reason, coalesce(nullif(b.total, 0), e.budget) as worth
    from enquiries e left join bookings b on b.company_id = e.company_id and b.id = e.booking_id
    where e.spam_at is null and (e.received_at >= $1::timestamptz or e.stage_at >= $1::timestamptz)),
  settled as (select * from recent where stage_at >= $1::timestamptz)
  select (select count(*)::int from recent where received_at >= $1::timestamptz) as received,
    (select (percentile_cont(0.5) within group (order by extract(epoch from answered_at - received_at)) / 60)::float8
      from recent where received_at >= $1::timestamptz and source <> 'office') as minutes,
    (select count(*)::int from settled where stage = 'won') as won, (select count(*)::int from settled where stage = 'lost') as lost,
    (select sum(worth) from settled where stage = 'won') as won_worth, (select sum(worth) from settled where stage = 'lost') as lost_worth,
    coalesce((select jsonb_agg(jsonb_build_object('reason', lost_reason, 'n', n, 'worth', worth) order by n desc)
      from (select lost_reason, count(*) as n, sum(worth) as worth from settled where stage = 'lost' group by 1) r), '[]') as reasons`,
  ['since'],
);

/** The board or the list, how many of what, and what the last months brought. */
export function askEnquiries(tx: Tx, filter: EnquiryFilter, now: Date) {
  const at = now.toISOString();
  const { from: place, way } = readTurn(filter, readCursor);
  const patterns = searchPatterns(filter.q);
  const rows = asList(filter)
    ? listQuery({ mark: filter.mark, way, words: patterns?.length })(tx, {
        now: at,
        stage: filter.stage ?? null,
        source: filter.source ?? null,
        at: place?.at.toISOString() ?? null,
        id: place?.id ?? null,
        ...valuesOf(patterns),
      })
    : boardQuery(tx, {
        now: at,
        stage: filter.stage ?? null,
        most: filter.stage ? mostOfOne : mostOfStage,
      });
  return [
    rows,
    countsQuery(tx, { now: at }),
    figuresQuery(tx, { since: new Date(now.getTime() - figureDays * day).toISOString() }),
  ] as const;
}

export function tellEnquiries(
  [rows, [counts], [figures]]: Answers<ReturnType<typeof askEnquiries>>,
  filter: EnquiryFilter,
) {
  if (!counts || !figures) throw new Error('A count without a row');
  const listed = asList(filter);
  const { way } = readTurn(filter, readCursor);
  const page = turnPage(rows, {
    size: listed ? pageSize : rows.length,
    way: listed ? way : null,
    cursorOf: (row) => writeCursor({ at: new Date(row.received_at), id: row.id }),
  });
  const { stages, ...marked } = counts;
  return {
    cards: page.rows.map(cardOf),
    next: page.next,
    previous: page.previous,
    limit: searchLimit(filter.q),
    stages,
    marked,
    figures: {
      received: figures.received,
      won: figures.won,
      lost: figures.lost,
      /** Median minutes until the first answer. */
      minutes: figures.minutes,
      wonWorth: Number(figures.won_worth ?? 0),
      lostWorth: Number(figures.lost_worth ?? 0),
      reasons: figures.reasons,
    },
  };
}

/** The same for an actor, outside a screen. */
export async function listEnquiries(actor: Actor, filter: EnquiryFilter, now: Date) {
  return tellEnquiries(await readAs(actor, (tx) => askEnquiries(tx, filter, now)), filter);
}

export type EnquiryList = ReturnType<typeof tellEnquiries>;

const dueQuery = preparedText<CardRow>(
  `select ${cardColumns(dayOf('$1'))} from ${cardTables}
  where e.spam_at is null and ${isDue(dayOf('$1'))} order by e.follow_up_on, e.id limit 20`,
  ['now'],
);
const waitingQuery = preparedText<{ n: number; late: number }>(
  `select count(*)::int as n,
    (count(*) filter (where e.received_at < $1::timestamptz - make_interval(mins => coalesce(s.answer_within, 60))))::int as late
  from enquiries e left join enquiry_settings s on s.company_id = e.company_id
  where e.spam_at is null and ${isUnanswered}`,
  ['now'],
);

/** What of the enquiries waits today: follow-ups that are due, and who got no answer yet. */
export const askEnquiriesToday = (tx: Tx, now: Date) =>
  [dueQuery(tx, { now: now.toISOString() }), waitingQuery(tx, { now: now.toISOString() })] as const;

export function tellEnquiriesToday([due, [waiting]]: Answers<ReturnType<typeof askEnquiriesToday>>) {
  return { followUps: due.map(cardOf), unanswered: waiting?.n ?? 0, late: waiting?.late ?? 0 };
}

export type EnquiriesToday = ReturnType<typeof tellEnquiriesToday>;
