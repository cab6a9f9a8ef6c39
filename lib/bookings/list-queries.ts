import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import { type Actor, readAs, type Tx } from '@/db/session';
import { turnPage } from '@/lib/platform/cursor';
import { cursorValues } from '@/lib/platform/keyset';
import { patternList, searchLimit, searchPatterns } from '@/lib/platform/search';
import { type BookingFilter, type NamedSpan, orderOf, spanOf, spans, traits } from './list-filter';
import { groupValues, tellGroups } from './list-groups';
import {
  countsQuery,
  groupedQuery,
  type ListedRow,
  mostFound,
  pageQuery,
  pageSize,
  type Shape,
  searchQuery,
} from './list-pages';
import { cursorOf, turnOf, wayOf } from './list-places';
import { askSpanCounts, type SpanCounts, tellSpanCounts } from './list-spans';
import type { Status } from './rules';

const tooMany =
  'More than a thousand fit: these are of the newest of them. Narrow the search, or download all.';

/** By occasions only their parts are listed. */
const traitsOf = (filter: BookingFilter) =>
  traits.filter((trait) => filter[trait] || (trait === 'occasion' && filter.group === 'occasion'));
const isSearch = ({ q }: BookingFilter) => searchPatterns(q) !== undefined;
/** Whether the page tells the counts of what was searched with its rows. */
const tellsCounts = (filter: BookingFilter) => isSearch(filter) && !filter.group;

type SpanRows = Awaited<ReturnType<typeof askSpanCounts>>;
type Counted = { status: Status; n: number }[];

/** One page of the company's bookings, and how many there are: of each stretch of time, or of what else is asked. */
export function askBookings(tx: Tx, filter: BookingFilter, now: Date) {
  return [...askBookingRows(tx, { filter, now }, pageSize), askFigures(tx, filter, now)] as const;
}

/** Whether more is asked than the kept figures know. */
const isCounted = (filter: BookingFilter) =>
  isSearch(filter) || traitsOf(filter).length > 0 || filter.days !== undefined;

function askFigures(tx: Tx, filter: BookingFilter, now: Date): PromiseLike<Counted | SpanRows> {
  if (tellsCounts(filter)) return nothing(tx);
  return isCounted(filter) ? askCounts(tx, filter, now) : askSpanCounts(tx, now);
}

/** Where a search has told its counts with its page. */
const nothing = preparedText<never>('select where false');

function askCounts(tx: Tx, filter: BookingFilter, now: Date): PromiseLike<Counted> {
  const patterns = searchPatterns(filter.q);
  const shape = { span: spanOf(filter), traits: traitsOf(filter), searched: patterns !== undefined };
  return countsQuery(tx, shape, { patterns: patternList(patterns), now: now.toISOString(), ...filter.days });
}

/** A client's own, of all times; they are few, and counted. */
export const askOwnBookings = (tx: Tx, filter: BookingFilter, now: Date) =>
  [...askBookingRows(tx, { filter, now }, pageSize), askCounts(tx, filter, now)] as const;

/**
 * A row of the list; `group` and `groupCount` where it is grouped (`tellGroups`). A search has its counts in each row, and
 * where it found nothing in one without a booking.
 */
type FoundRow = ListedRow & { counts?: Counts | null; group?: string; groupCount?: number | null };
type Counts = Partial<Record<Status, number>>;

type ListQuestion = { filter: BookingFilter; now: Date; ids?: string[] };

/** One page of them alone, or of the `ids` among them. */
export function askBookingRows(
  tx: Tx,
  { filter, now, ids }: ListQuestion,
  size: number,
): readonly [PromiseLike<FoundRow[]>] {
  const patterns = searchPatterns(filter.q);
  const { group } = filter;
  const shape: Shape = {
    ...orderOf(filter),
    span: spanOf(filter),
    traits: traitsOf(filter),
    way: wayOf(filter),
    status: Boolean(filter.status),
    searched: patterns !== undefined,
    picked: ids !== undefined,
    size,
  };
  const given = {
    patterns: patternList(patterns),
    now: now.toISOString(),
    status: filter.status,
    ids: ids && `{${ids.join()}}`,
    ...filter.days,
  };
  if (group)
    return [groupedQuery(tx, { ...shape, grouping: group }, { ...given, ...groupValues(group, filter) })];
  const query = shape.searched && size === pageSize ? searchQuery : pageQuery;
  return [query(tx, shape, { ...given, ...cursorValues(turnOf(filter).from) }) as PromiseLike<FoundRow[]>];
}

export function tellBookingRows(
  [found]: Answers<ReturnType<typeof askBookingRows>>,
  filter: BookingFilter,
  size: number,
) {
  const rows = found.filter(({ id }) => id !== null).map(({ counts: _, ...row }) => row);
  return turnPage(rows, { size, way: wayOf(filter), cursorOf: cursorOf(filter) });
}

/** What a client's page tells. */
export function tellOwnBookings(
  [found, counted]: Answers<ReturnType<typeof askOwnBookings>>,
  filter: BookingFilter,
) {
  return { ...tellBookingRows([found], filter, pageSize), counts: byStatus(counted) };
}

export function tellBookings(
  [found, counts]: Answers<ReturnType<typeof askBookings>>,
  filter: BookingFilter,
) {
  const page = tellBookingRows([found], filter, pageSize);
  return {
    ...page,
    ...tellFigures(found, counts, filter),
    groups: filter.group && tellGroups(page.rows),
  };
}

/**
 * How many there are of each status; undefined where the count ended at the most, which says nothing of any. `spans`:
 * of each stretch of time under the status that is asked for; undefined where more is asked than the kept figures know.
 */
function tellFigures(found: FoundRow[], asked: Counted | SpanRows, filter: BookingFilter) {
  const span = spanOf(filter);
  if (span === 'days' || isCounted(filter)) {
    const counts = tellsCounts(filter) ? (found[0]?.counts ?? undefined) : countsOf(asked as Counted);
    const cut = isSearch(filter) && !counts ? tooMany : undefined;
    return { counts, spans: undefined, limit: searchLimit(filter.q) ?? cut };
  }
  const kept = tellSpanCounts(asked as SpanRows);
  return { counts: kept[span], spans: underStatus(kept, filter.status), limit: undefined };
}

const countsOf = (counted: Counted) =>
  counted.reduce((sum, { n }) => sum + n, 0) < mostFound ? byStatus(counted) : undefined;

const byStatus = (counted: Counted) =>
  Object.fromEntries(counted.map(({ status, n }) => [status, n])) as Counts;

function underStatus(counts: SpanCounts, status: Status | undefined): Record<NamedSpan, number> {
  const sum = (of: SpanCounts[NamedSpan]) =>
    status ? (of[status] ?? 0) : Object.values(of).reduce((total, n) => total + n, 0);
  return Object.fromEntries(spans.map((span) => [span, sum(counts[span])])) as Record<NamedSpan, number>;
}

/** The same for an actor, outside a screen. */
export async function listBookings(actor: Actor, filter: BookingFilter, now: Date) {
  return tellBookings(await readAs(actor, (tx) => askBookings(tx, filter, now)), filter);
}

export type BookingList = Awaited<ReturnType<typeof listBookings>>;
export type ListedBooking = BookingList['rows'][number];
