import { addDays, addMonths } from '@/lib/bookings/calendar/days';
import type { Format, Range, Stretch } from './document';

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

/** Adds up what the rows have, or a pick of them. */
export function add<Row>(
  rows: readonly Row[],
  amount: (row: Row) => number,
  pick: (row: Row) => boolean = () => true,
) {
  return rows.reduce((sum, row) => (pick(row) ? sum + amount(row) : sum), 0);
}
