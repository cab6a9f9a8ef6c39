import type { Tx } from '@/db/session';
import { agreed } from '@/lib/stats/agreed-statuses';
import type { ReportQuery } from './range';
import { mostRows, onDays, ranged, rangeNames, rangeValues } from './range-queries';

/** The parameters of a question that is narrowed: $6 to $9 after those of its days. */
export const narrowNames = [...rangeNames, 'type', 'customer', 'venue', 'dish'] as const;
export const narrowValues = (query: ReportQuery, now: Date) => {
  const { type, customer, venue, dish, category } = query;
  return { ...rangeValues(query, now), type, customer, venue, dish, category };
};

/** At so many events a dish can have been served at most for a report of it alone: they are found one by one. */
export const mostServed = 50_000;
/**
 * The events at which a dish was served, be it within a package; null where there are more than so many. Named by a sub-select: a
 * dish that is known when the question is planned would be looked up then, too, only to guess how many there are.
 */
export const servedAt = (dish: string) => `events_with_dish((select ${dish}::uuid), ${mostServed})`;

/** The customer that an address or a mail names; whoever was merged into another since is that one. */
export const customerIs = (id: string) => `(select customer_now(${id}::uuid))`;

const ofType = '($6::text is null or b.event_type = $6)';
/** Of the few events of a customer or at a venue each is asked what was served. */
const served = `($9::uuid is null or exists (select from booking_lines l cross join lateral dishes_of(l.item_id, l.name, l.choices) d
  where l.company_id = b.company_id and l.booking_id = b.id and d.item_id = $9))`;
const atVenue = '($8::text is null or b.venue_key = $8)';
/** Whose, where or with what, of bookings `b`; each by an index of its own. Every condition knows all parameters. */
const narrowings = {
  all: `$7::uuid is null and $8::text is null and $9::uuid is null and ${ofType}`,
  customer: `$7::uuid is not null and b.customer_id = ${customerIs('$7')} and ${atVenue} and ${ofType} and ${served}`,
  venue: `$7::uuid is null and b.venue_key = $8::text and ${ofType} and ${served}`,
  dish: `$7::uuid is null and $8::text is null and b.id in (select id from served) and ${ofType}`,
};
export type Narrowing = keyof typeof narrowings;
const narrowingOf = ({ customer, venue, dish }: ReportQuery): Narrowing =>
  customer ? 'customer' : venue ? 'venue' : dish ? 'dish' : 'all';

/** Whether a report is of somebody, some place or some dish, of which no figures are kept. */
export const ofOne = ({ customer, venue, dish }: ReportQuery) => Boolean(customer || venue || dish);

/** Whether a report is of a part of the company's events, be it those of a type alone. */
export const isNarrowed = (query: ReportQuery) => query.type !== null || ofOne(query);

/** The condition itself, on bookings `b`. */
export const narrowedTo = (narrowing: Narrowing) => narrowings[narrowing];

/** The days of such a report as the beginning of a statement, and the events of a dish: they are looked up once for all of it. */
export const narrowedRange = (narrowing: Narrowing) =>
  narrowing === 'dish'
    ? `${ranged}, served as materialized (select unnest(${servedAt('$9')}) as id)`
    : ranged;

/** Agreed events `b` of the days between, what an index has of each; as many as are looked at at most. */
export const agreedRows = (
  columns: string,
  [since, until]: readonly [string, string],
  narrowing: Narrowing,
) =>
  `(select ${columns} from bookings b where b.status in ${agreed} and ${narrowings[narrowing]}
    and ${onDays('b.starts_at', since, until)} limit ${mostRows + 1})`;

type Ask<Answer> = (tx: Tx, values: Record<string, unknown>) => Answer;

/** A question in each of its narrowings, asked in that of the query. */
export function narrowedQuestion<Answer>(build: (narrowing: Narrowing) => Ask<Answer>) {
  const asks = {
    ...{ all: build('all'), customer: build('customer') },
    ...{ venue: build('venue'), dish: build('dish') },
  };
  return (tx: Tx, query: ReportQuery, now: Date): Answer =>
    asks[narrowingOf(query)](tx, narrowValues(query, now));
}
