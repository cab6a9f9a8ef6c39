import 'server-only';
import { officeRoles } from '@/db/enums';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
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
};

/** What people of the office did on the days between, as much of it as is looked at at most. */
const deedsOf = (columns: string, since: string, until: string) =>
  `(select ${columns} from audit_events a, companies c
    where a.user_id is not null and a.role in (${officeRoles.map((role) => `'cater_${role}'`).join(', ')}, 'cater_auth')
      and ${onDays('a.at', since, until)} limit ${mostRows + 1})`;

/** By the audit trail: who, what kind, at which hour and weekday of the company's clock. */
const deedsQuery = preparedText<Deed>(
  `with ${ranged}, own as materialized ${deedsOf('a.user_id, a.action, a.table_name, a.at, a.at at time zone c.time_zone as local', 'since', 'until')},
  past as ${deedsOf('a.user_id', 'before_since', 'before_until')}
  select 'before' as part, '' as key, null as name, null as action, null as table, count(*)::int as n, count(distinct user_id)::int as people, null::timestamptz as latest from past
  union all select 'all', '', null, null, null, count(*)::int, count(distinct user_id)::int, max(at) from own
  union all select 'person', user_id::text, min((select u.name from users u where u.id = user_id)), null, null, count(*)::int, 1, max(at) from own group by user_id
  union all (select 'deed', user_id::text, min((select u.name from users u where u.id = user_id)), action, table_name, count(*)::int, 1, max(at) from own
    group by user_id, action, table_name order by count(*) desc, 2, 4, 5 limit 200)
  union all select 'hour', extract(hour from local)::int::text, null, null, null, count(*)::int, count(distinct user_id)::int, null from own group by 2
  union all select 'weekday', extract(isodow from local)::int::text, null, null, null, count(*)::int, count(distinct user_id)::int, null from own group by 2`,
  rangeNames,
);

export const askActivity = (tx: Tx, query: ReportQuery, now: Date) =>
  [deedsQuery(tx, rangeValues(query, now))] as const;

export type ActivityAnswers = Answers<ReturnType<typeof askActivity>>;
