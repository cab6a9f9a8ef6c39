import 'server-only';
import { officeRoles } from '@/db/enums';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import {
  customerIs,
  isNarrowed,
  type Narrowing,
  narrowedQuestion,
  narrowedRange,
  narrowedTo,
  narrowNames,
} from '../narrowing';
import type { ReportQuery } from '../range';
import { mostRows, onDays, ranged, rangeNames, rangeValues } from '../range-queries';

type Deed = {
  part: 'all' | 'before' | 'person' | 'deed' | 'hour' | 'weekday';
  key: string;
  name: string | null;
  action: string | null;
  table: string | null;
  n: number;
  people: number;
  latest: Date | null;
  /** How many entries were looked at for it, where it is all of them. */
  looked: number;
};

/** What people of the office did on the days between, as much of it as is looked at at most. */
const deedsOf = (columns: string, since: string, until: string) =>
  `(select ${columns} from audit_events a, companies c
    where a.user_id is not null and a.role in (${officeRoles.map((role) => `'cater_${role}'`).join(', ')}, 'cater_auth')
      and ${onDays('a.at', since, until)} limit ${mostRows + 1})`;

const columns = 'a.user_id, a.action, a.table_name, a.at, a.at at time zone c.time_zone as local';
/** The booking that an entry is about is it itself, or what it hangs on. */
const aboutWhat = `a.row_id, case a.table_name when 'bookings' then a.row_id else a.detail ->> 'booking_id' end::uuid as booking_id`;

/** Entries about some bookings; of a customer what was done to their own record, too. */
const aboutThem = `d.booking_id in (select id from about)
  or ($6::text is null and $8::text is null and $9::uuid is null and d.table_name = 'customers' and d.row_id = ${customerIs('$7')}::text)`;

/** By the audit trail: who, what kind, at which hour and weekday of the company's clock; about the bookings of a narrowing alone where there is one. */
const deedsText = (narrowing?: Narrowing) =>
  `with ${narrowing ? narrowedRange(narrowing) : ranged}, looked as materialized ${deedsOf(narrowing ? `${columns}, ${aboutWhat}` : columns, 'since', 'until')},
  past as materialized ${deedsOf(narrowing ? `a.user_id, a.table_name, ${aboutWhat}` : 'a.user_id', 'before_since', 'before_until')},
  ${narrowing ? `about as materialized (select b.id from bookings b where b.id in (select booking_id from looked union select booking_id from past) and ${narrowedTo(narrowing)}),` : ''}
  own as materialized (select * from looked d where ${narrowing ? aboutThem : 'true'})
  select 'before' as part, '' as key, null as name, null as action, null as table, count(*)::int as n, count(distinct user_id)::int as people, null::timestamptz as latest,
    (select count(*) from past)::int as looked from past d where ${narrowing ? aboutThem : 'true'}
  union all select 'all', '', null, null, null, count(*)::int, count(distinct user_id)::int, max(at), (select count(*) from looked)::int from own
  union all select 'person', user_id::text, min((select u.name from users u where u.id = user_id)), null, null, count(*)::int, 1, max(at), 0 from own group by user_id
  union all (select 'deed', user_id::text, min((select u.name from users u where u.id = user_id)), action, table_name, count(*)::int, 1, max(at), 0 from own
    group by user_id, action, table_name order by count(*) desc, 2, 4, 5 limit 200)
  union all select 'hour', extract(hour from local)::int::text, null, null, null, count(*)::int, count(distinct user_id)::int, null, 0 from own group by 2
  union all select 'weekday', extract(isodow from local)::int::text, null, null, null, count(*)::int, count(distinct user_id)::int, null, 0 from own group by 2`;

const allDeeds = preparedText<Deed>(deedsText(), rangeNames);
const ownDeeds = narrowedQuestion((narrowing) => preparedText<Deed>(deedsText(narrowing), narrowNames));

export const askActivity = (tx: Tx, query: ReportQuery, now: Date) =>
  [isNarrowed(query) ? ownDeeds(tx, query, now) : allDeeds(tx, rangeValues(query, now))] as const;

export type ActivityAnswers = Answers<ReturnType<typeof askActivity>>;
