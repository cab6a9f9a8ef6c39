import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { AccountName } from '@/lib/bookings/money/accounts';
import { type Age, ageOf, askAgeing } from '@/lib/bookings/money/list-queries';
import { agreed } from '@/lib/stats/agreed-statuses';
import { keptUpTo } from '@/lib/stats/kept-cells';
import {
  isNarrowed,
  type Narrowing,
  narrowedQuestion,
  narrowedRange,
  narrowedTo,
  narrowNames,
} from '../narrowing';
import type { ReportQuery } from '../range';
import { bucketOf, keptFigures, of, onDays, ranged, rangeNames, rangeValues } from '../range-queries';

type Move = { old: boolean; bucket: string; account: AccountName; part: string; net: number; debit: number };
const movesOf = (from: string, range = ranged) =>
  `with ${range} select s.old, (${bucketOf('s.day')})::text as bucket, s.key as account, s.kind as part, sum(s.amount)::float8 as net, sum(s.paid)::float8 as debit
  from ${from} s group by 1, 2, 3, 4`;
/** Lines of the ledger, of bookings of a type, a customer or a venue, as columns of the kept figures. */
const linesOf = (which: string, narrowing: Narrowing, as = '') =>
  `select p.day, l.account as key, l.part as kind, l.amount, greatest(l.amount, 0) as paid${as && `, ${as}`}
  from bookings b join postings p on p.company_id = b.company_id and p.booking_id = b.id
    join posting_lines l on l.company_id = p.company_id and l.posting_id = p.id
  where ${narrowedTo(narrowing)} and ${which}`;
const onDay = (since: string, until: string) => `p.day >= ${of(since)} and p.day <= ${of(until)}`;

/** What moved on each account: debit above zero, and the debits alone; minor units. From the ledger's days. */
const keptMoves = preparedText<Move>(movesOf(keptFigures(`s.fact = 'ledger'`)), rangeNames);
const ownMoves = narrowedQuestion((narrowing) =>
  preparedText<Move>(
    movesOf(
      `(${linesOf(onDay('since', 'until'), narrowing, 'false as old')}
        union all ${linesOf(onDay('before_since', 'before_until'), narrowing, 'true')})`,
      narrowedRange(narrowing),
    ),
    narrowNames,
  ),
);

type AccountBalance = { account: AccountName; now: number; before: number | null };
/** What customers owed and had paid ahead at the end of the days, and at the end of those beside them. */
const standingOf = (now: string, before: string, range = ranged) =>
  `with ${range} select s.key as account, coalesce(sum(s.amount) filter (where not s.old), 0)::float8 as now,
    case when ${of('before_until')} is not null then coalesce(sum(s.amount) filter (where s.old), 0)::float8 end as before
  from (select w.key, w.amount, false as old from (${now}) w union all select w.key, w.amount, true from (${before}) w) s
  where s.key in ('receivable', 'deposits') group by 1`;
const keptStanding = preparedText<AccountBalance>(
  standingOf(
    keptUpTo(['ledger'], { to: 'until', day: of }),
    keptUpTo(['ledger'], { to: 'before_until', day: of }),
  ),
  rangeNames,
);
const ownStanding = narrowedQuestion((narrowing) =>
  preparedText<AccountBalance>(
    standingOf(
      linesOf(`p.day <= ${of('until')}`, narrowing),
      linesOf(`p.day <= ${of('before_until')}`, narrowing),
      narrowedRange(narrowing),
    ),
    narrowNames,
  ),
);

type Events = { old: boolean; bucket: string; n: number; amount: number };
const eventsOf = (from: string, range = ranged) =>
  `with ${range} select s.old, (${bucketOf('s.day')})::text as bucket, sum(s.n)::int as n, sum(s.amount)::float8 as amount
  from ${from} s where s.key in ${agreed} group by 1, 2`;
/** What agreed events of these days come to, tax and all. */
const keptEvents = preparedText<Events>(eventsOf(keptFigures(`s.fact = 'event'`)), rangeNames);
const bookedOn = (since: string, until: string, narrowing: Narrowing, old: boolean) =>
  `select (b.starts_at at time zone c.time_zone)::date as day, b.status as key, 1 as n, b.total as amount, ${old} as old
  from bookings b, companies c where ${narrowedTo(narrowing)} and ${onDays('b.starts_at', since, until)}`;
const ownEvents = narrowedQuestion((narrowing) =>
  preparedText<Events>(
    eventsOf(
      `(${bookedOn('since', 'until', narrowing, false)}
        union all ${bookedOn('before_since', 'before_until', narrowing, true)})`,
      narrowedRange(narrowing),
    ),
    narrowNames,
  ),
);

/** Open invoices as they are today, by how long they have been due. */
const ownAgeing = narrowedQuestion((narrowing) =>
  preparedText<{ age: Age; n: number; open: number }>(
    `with ${narrowedRange(narrowing)} select ${ageOf('late')} as age, count(*)::int as n, sum(open)::float8 as open
    from (select i.open, ${of('today')} - i.due_on as late from invoices i join bookings b on b.company_id = i.company_id and b.id = i.booking_id
      where i.open > 0 and ${narrowedTo(narrowing)}) o group by 1`,
    narrowNames,
  ),
);

export function askFinancial(tx: Tx, query: ReportQuery, now: Date) {
  if (isNarrowed(query))
    return [
      ownMoves(tx, query, now),
      ownStanding(tx, query, now),
      ownEvents(tx, query, now),
      ownAgeing(tx, query, now),
    ] as const;
  const values = rangeValues(query, now);
  return [
    keptMoves(tx, values),
    keptStanding(tx, values),
    keptEvents(tx, values),
    askAgeing(tx, { now: values.now }),
  ] as const;
}

export type FinancialAnswers = Answers<ReturnType<typeof askFinancial>>;
