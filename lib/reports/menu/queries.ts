import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { ReportQuery } from '../range';
import { keptFigures, ranged, rangeNames, rangeValues } from '../range-queries';

/**
 * Each dish of the menu, archived ones where they were served: for how many covers, on how many lines, what those of
 * no package came to, what guests said of it, and its price and cost as they stand in the menu today. A cost is told to whom the
 * database tells it. Amounts in minor units.
 */
const dishesQuery = preparedText<{
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
  liked: number;
  told: number;
}>(
  `with ${ranged}, cells as (
    select s.key, coalesce(sum(s.quantity) filter (where s.fact = 'dish' and not s.old), 0)::float8 as covers,
      coalesce(sum(s.quantity) filter (where s.fact = 'dish' and s.old), 0)::float8 as covers_before,
      coalesce(sum(s.amount) filter (where s.fact = 'dish' and not s.old), 0)::float8 as sold,
      coalesce(sum(s.n) filter (where s.fact = 'liked' and s.kind = 'yes' and not s.old), 0)::int as liked,
      coalesce(sum(s.n) filter (where s.fact = 'liked' and not s.old), 0)::int as told
    from ${keptFigures(`s.fact in ('dish', 'liked')`)} s group by 1)
  select i.id, i.name, g.name as category, g.id as "categoryId", i.unit, i.price::float8 as price, i.feeds, cost_seen(i.id)::float8 as cost,
    coalesce(k.covers, 0)::float8 as covers, coalesce(k.covers_before, 0)::float8 as covers_before, coalesce(k.sold, 0)::float8 as sold,
    coalesce(k.liked, 0) as liked, coalesce(k.told, 0) as told
  from items i join categories g on g.company_id = i.company_id and g.id = i.category_id left join cells k on k.key = i.id::text
  where (i.active or k.covers <> 0 or k.covers_before <> 0 or k.told <> 0) and ($6::uuid is null or i.category_id = $6)
  order by covers desc, i.name, i.id limit 2000`,
  [...rangeNames, 'category'],
);

export const askMenuReport = (tx: Tx, query: ReportQuery, now: Date) =>
  [dishesQuery(tx, { ...rangeValues(query, now), category: query.category })] as const;

export type MenuAnswers = Answers<ReturnType<typeof askMenuReport>>;
