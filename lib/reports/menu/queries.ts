import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import {
  agreedRows,
  isNarrowed,
  type Narrowing,
  narrowedQuestion,
  narrowedRange,
  narrowedTo,
  narrowNames,
} from '../narrowing';
import type { ReportQuery } from '../range';
import { keptSumsBeside, onDays, ranged, rangeNames, rangeValues } from '../range-queries';

type Dish = {
  id: string;
  name: string;
  category: string;
  categoryId: string;
  unit: string;
  price: number;
  feeds: number | null;
  cost: number | null;
  covers: number;
  covers_before: number;
  sold: number;
  /** How many events were looked at one by one for all of it. */
  looked: number;
  liked: number;
  told: number;
};

/**
 * Each dish of the menu, archived ones where they were served: for how many covers, on how many lines, what those of
 * no package came to, what guests said of it, and its price and cost as they stand in the menu today. A cost is told to whom the
 * database tells it. Amounts in minor units.
 */
const dishesOf = (
  figures: string,
  category: string,
  { before = ranged, looked = '0' } = {},
) => `with ${before}, cells as (
    select s.key, coalesce(sum(s.quantity) filter (where s.fact = 'dish' and not s.old), 0)::float8 as covers,
      coalesce(sum(s.quantity) filter (where s.fact = 'dish' and s.old), 0)::float8 as covers_before,
      coalesce(sum(s.amount) filter (where s.fact = 'dish' and not s.old), 0)::float8 as sold,
      coalesce(sum(s.n) filter (where s.fact = 'liked' and s.kind = 'yes' and not s.old), 0)::int as liked,
      coalesce(sum(s.n) filter (where s.fact = 'liked' and not s.old), 0)::int as told
    from ${figures} s group by 1)
  select i.id, i.name, g.name as category, g.id as "categoryId", i.unit, i.price::float8 as price, i.feeds, cost_seen(i.id)::float8 as cost,
    coalesce(k.covers, 0)::float8 as covers, coalesce(k.covers_before, 0)::float8 as covers_before, coalesce(k.sold, 0)::float8 as sold,
    coalesce(k.liked, 0) as liked, coalesce(k.told, 0) as told, ${looked}::int as looked
  from items i join categories g on g.company_id = i.company_id and g.id = i.category_id left join cells k on k.key = i.id::text
  where (i.active or k.covers <> 0 or k.covers_before <> 0 or k.told <> 0) and (${category}::uuid is null or i.category_id = ${category})
  order by covers desc, i.name, i.id limit 2000`;

const keptQuery = preparedText<Dish>(dishesOf(keptSumsBeside('dish', 'liked'), '$6'), [
  ...rangeNames,
  'category',
]);

const stretches = { own: ['since', 'until'], past: ['before_since', 'before_until'] } as const;
const events = (stretch: keyof typeof stretches, narrowing: Narrowing) =>
  `${stretch} as materialized ${agreedRows('b.id', stretches[stretch], narrowing)}`;
/** The same facts of the events that a report is narrowed to, from their lines and answers. */
function ownFigures(stretch: keyof typeof stretches, narrowing: Narrowing): string {
  const [since, until] = stretches[stretch];
  const old = String(stretch === 'past');
  return `select 'dish' as fact, d.item_id::text as key, '' as kind, 1 as n, case when l.package_id is null then l.amount else 0 end as amount,
      covers_of(l.unit, l.feeds, l.quantity, coalesce(b.guaranteed_guests, b.guests)) as quantity, ${old} as old
    from ${stretch} o join bookings b on b.id = o.id join booking_lines l on l.company_id = b.company_id and l.booking_id = b.id
      cross join lateral dishes_of(l.item_id, l.name, l.choices) d
    union all select 'liked', d.item_id::text, case when d.liked then 'yes' else 'no' end, 1, 0, 0, ${old}
    from feedback_dishes d join feedback f on f.company_id = d.company_id and f.id = d.feedback_id join bookings b on b.company_id = f.company_id and b.id = f.booking_id
    where ${onDays('f.given_at', since, until)} and ${narrowedTo(narrowing)}`;
}
const ownQuery = narrowedQuestion((narrowing) =>
  preparedText<Dish>(
    dishesOf(`(${ownFigures('own', narrowing)} union all ${ownFigures('past', narrowing)})`, '$10', {
      before: `${narrowedRange(narrowing)}, ${events('own', narrowing)}, ${events('past', narrowing)}`,
      looked: '(select greatest((select count(*) from own), (select count(*) from past)))',
    }),
    [...narrowNames, 'category'],
  ),
);

export function askMenuReport(tx: Tx, query: ReportQuery, now: Date) {
  const { category } = query;
  const own = isNarrowed(query);
  return [own ? ownQuery(tx, query, now) : keptQuery(tx, { ...rangeValues(query, now), category })] as const;
}

export type MenuAnswers = Answers<ReturnType<typeof askMenuReport>>;
