import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Names } from './narrowed-words';
import { customerIs, mostServed, servedAt } from './narrowing';
import type { ReportQuery } from './range';

/** The SQL of what things are called that are named by id, a venue by its key; each null where there is none. */
export const namesOf = (asked: Record<keyof Names, string>): Record<keyof Names, string> => ({
  customer: `(select c.name from customers c where c.id = ${customerIs(asked.customer)})`,
  venue: `(select b.venue from bookings b where b.venue_key = ${asked.venue} order by b.starts_at desc limit 1)`,
  category: `(select g.name from categories g where g.id = ${asked.category}::uuid)`,
  dish: `(select i.name from items i where i.id = ${asked.dish}::uuid)`,
});

const names = namesOf({ customer: '$1', venue: '$2::text', category: '$3', dish: '$4' });
type Narrowing = Pick<ReportQuery, 'customer' | 'venue' | 'category' | 'dish'>;
/**
 * What the customer, venue, category and dish are called that a report is narrowed to, and whether the dish was served at more
 * events than are found one by one.
 */
const narrowedQuery = preparedText<Names & { too_often: boolean }>(
  `select ${names.customer} as customer, ${names.venue} as venue, ${names.category} as category, ${names.dish} as dish,
    case when $4::uuid is not null and $1::uuid is null and $2::text is null then ${servedAt('$4')} is null else false end as too_often`,
  ['customer', 'venue', 'category', 'dish'],
);
export const askNarrowed = (tx: Tx, { customer, venue, category, dish }: Narrowing) =>
  narrowedQuery(tx, { customer, venue, category, dish });

/** What a report says instead of its figures, where a dish was served too often. */
export const tooOften = (dish: string | null) =>
  `${dish ?? 'This dish'} was served at more than ${formatCount(mostServed)} events, too many to find them one by one. Choose a customer or a venue beside it.`;
