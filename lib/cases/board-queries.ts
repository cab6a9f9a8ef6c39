import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import { type Actor, readAs, type Tx } from '@/db/session';
import { type CaseReason, type CaseState, deadlineOf } from './rules';

const day = 86_400_000;
/** Closed cases stay on the board for this long. */
const boardDays = 14;
/** Cases of one state that the whole board shows, and those of a state that is looked at by itself. */
const mostOfState = 20;
const mostOfOne = 200;
/** How far back the figures look. */
export const figureDays = 90;

type Row = {
  id: string;
  reference: string;
  state: CaseState;
  reason: CaseReason;
  escalations: number;
  recovered_rating: number | null;
  acknowledge_by: string;
  resolve_by: string;
  owner: string | null;
  customer: string;
  event: string;
  rating: number | null;
};

/** Safety first, then by the clock that runs; the newest closed one on top. */
const boardQuery = preparedText<Row>(
  `select * from (
    select c.id, c.reference, c.state, c.reason, c.escalations, c.recovered_rating, c.acknowledge_by, c.resolve_by,
      u.name as owner, p.name as customer, b.event_name as event, f.rating,
      row_number() over (partition by c.state order by (c.reason = 'safety') desc,
        case c.state when 'open' then c.acknowledge_by when 'acknowledged' then c.resolve_by end,
        coalesce(c.closed_at, c.resolved_at) desc, c.id)::int as place
    from cases c
      join customers p on p.company_id = c.company_id and p.id = c.customer_id
      join bookings b on b.company_id = c.company_id and b.id = c.booking_id
      left join feedback f on f.company_id = c.company_id and f.id = c.feedback_id
      left join users u on u.id = c.owner_id
    where (c.state <> 'closed' or c.closed_at >= $1::timestamptz) and ($2::text is null or c.state = $2::text)
  ) board where place <= $3::int order by place`,
  ['since', 'state', 'most'],
);

const countsQuery = preparedText<{ state: CaseState; n: number }>(
  `select state, count(*)::int as n from cases where state <> 'closed' or closed_at >= $1::timestamptz group by state`,
  ['since'],
);

type FigureRow = {
  opened: number;
  open: number;
  late: number;
  acknowledged: number | null;
  resolved: number | null;
  reasked: number;
  recovered: number;
};

const median = (to: string) =>
  `(percentile_cont(0.5) within group (order by extract(epoch from ${to} - created_at)) / 60)::float8`;
const figuresQuery = preparedText<FigureRow>(
  `select count(*)::int as opened, (count(*) filter (where state <> 'closed'))::int as open,
    (count(*) filter (where escalations > 0))::int as late, ${median('acknowledged_at')} as acknowledged,
    ${median('resolved_at')} as resolved, count(recovered_rating)::int as reasked,
    (count(*) filter (where recovered_rating >= 4))::int as recovered
  from cases where created_at >= $1::timestamptz`,
  ['since'],
);

const before = (now: Date, days: number) => new Date(now.getTime() - days * day).toISOString();

/** The board: what isn't closed and what was closed lately; of one state more of it than of all. */
export function askBoard(tx: Tx, { state }: { state?: CaseState }, now: Date) {
  const since = before(now, boardDays);
  return [
    boardQuery(tx, { since, state: state ?? null, most: state ? mostOfOne : mostOfState }),
    countsQuery(tx, { since }),
    figuresQuery(tx, { since: before(now, figureDays) }),
  ] as const;
}

export function tellBoard([rows, counted, [figures]]: Answers<ReturnType<typeof askBoard>>) {
  if (!figures) throw new Error('A count without a row');
  const counts: Partial<Record<CaseState, number>> = Object.fromEntries(
    counted.map(({ state, n }) => [state, n]),
  );
  return { rows: rows.map(cardOf), counts, figures };
}

function cardOf(row: Row) {
  const clocks = { acknowledgeBy: new Date(row.acknowledge_by), resolveBy: new Date(row.resolve_by) };
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    reason: row.reason,
    late: row.escalations > 0,
    recoveredRating: row.recovered_rating,
    /** The end of the clock that runs, null where none does. */
    deadlineAt: deadlineOf({ state: row.state, ...clocks }),
    owner: row.owner,
    customer: row.customer,
    event: row.event,
    rating: row.rating,
  };
}

/** The same for an actor, outside a screen. */
export async function readBoard(actor: Actor, now: Date, filter: { state?: CaseState } = {}) {
  return tellBoard(await readAs(actor, (tx) => askBoard(tx, filter, now)));
}

export type Board = ReturnType<typeof tellBoard>;
export type BoardCase = Board['rows'][number];
export type RecoveryFigures = Board['figures'];
