import { addDays, addMonths } from '@/lib/bookings/calendar/days';
import type { Format, Range, ReportKey, Stretch } from './document';
import { daysHref, type ReportQuery } from './range';

/** Each day or month of a report by its first day within it, in order; none is left out where nothing happened. */
export function bucketsOf({ since, until, bucket }: Range): Stretch[] {
  const found: Stretch[] = [];
  for (let first = since; first <= until; ) {
    const next = bucket === 'day' ? addDays(first, 1) : addMonths(`${first.slice(0, 7)}-01`, 1);
    const last = addDays(next, -1);
    found.push({ since: first, until: last < until ? last : until });
    first = next;
  }
  return found;
}

export const bucketColumn = ({ bucket }: Range): { head: string; format: Format } =>
  bucket === 'day' ? { head: 'Day', format: 'day' } : { head: 'Month', format: 'month' };

/** What is behind a row of `bucketsOf`: a month is a report of its own, a day may lead to its list. */
export const bucketHref = (
  key: ReportKey,
  { range, query }: { range: Range; query: ReportQuery },
  { days, list }: { days: Stretch; list?: string | undefined },
) => (range.bucket === 'month' ? daysHref(key, query, days) : list);

/** Adds up what the rows have, or a pick of them. */
export function add<Row>(
  rows: readonly Row[],
  amount: (row: Row) => number,
  pick: (row: Row) => boolean = () => true,
) {
  return rows.reduce((sum, row) => (pick(row) ? sum + amount(row) : sum), 0);
}
