import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { Account } from '@/lib/bookings/money/accounts';
import { askAgeing } from '@/lib/bookings/money/list-queries';
import { agreed } from '@/lib/stats/agreed';
import type { ReportQuery } from '../range';
import { bucketOf, keptFigures, of, ranged, rangeNames, rangeValues } from '../range-queries';

/** What moved on each account: debit above zero, and the debits alone; minor units. From the ledger's days. */
const movesQuery = preparedText<{
  old: boolean;
  bucket: string;
  account: Account;
  part: string;
  net: number;
  debit: number;
}>(
  `with ${ranged} select s.old, (${bucketOf('s.day')})::text as bucket, s.key as account, s.kind as part, sum(s.amount)::float8 as net, sum(s.paid)::float8 as debit
  from ${keptFigures(`s.fact = 'ledger'`)} s group by 1, 2, 3, 4`,
  rangeNames,
);

/** What customers owed and had paid ahead at the end of the days, and at the end of those beside them. */
const standingQuery = preparedText<{ account: Account; now: number; before: number | null }>(
  `with ${ranged} select s.key as account, coalesce(sum(s.amount) filter (where s.day <= r.until), 0)::float8 as now,
    case when min(r.before_until) is not null then coalesce(sum(s.amount) filter (where s.day <= r.before_until), 0)::float8 end as before
  from stats_now s, r where s.fact = 'ledger' and s.grain = 'day' and s.key in ('receivable', 'deposits') and s.day <= ${of('greatest(until, before_until)')} group by 1`,
  rangeNames,
);

/** What agreed events of these days come to, tax and all. */
const eventsQuery = preparedText<{ old: boolean; bucket: string; n: number; amount: number }>(
  `with ${ranged} select s.old, (${bucketOf('s.day')})::text as bucket, sum(s.n)::int as n, sum(s.amount)::float8 as amount
  from ${keptFigures(`s.fact = 'event'`)} s where s.key in ${agreed} group by 1, 2`,
  rangeNames,
);

export function askFinancial(tx: Tx, query: ReportQuery, now: Date) {
  const values = rangeValues(query, now);
  return [
    movesQuery(tx, values),
    standingQuery(tx, values),
    eventsQuery(tx, values),
    askAgeing(tx, { now: values.now }),
  ] as const;
}

export type FinancialAnswers = Answers<ReturnType<typeof askFinancial>>;
