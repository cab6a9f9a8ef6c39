import type { CalendarEvent } from '@/lib/bookings/calendar/queries';
import { dayKey } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';

/** Statuses of events that take a place in the kitchen. */
const held = new Set(['confirmed', 'in_progress', 'completed']);

/** Guests of the held events that begin on a day, and whether that is all that the company takes on. */
export function loadOf(
  events: readonly CalendarEvent[],
  { day, timeZone, most }: { day: string; timeZone: string; most: number | null },
): { covers: number; full: boolean; words: string; locale?: string } {
  const covers = events
    .filter(({ status, startsAt }) => held.has(status) && dayKey(startsAt, timeZone) === day)
    .reduce((sum, { guests }) => sum + guests, 0);
  const words = most === null ? formatCount(covers) : `${formatCount(covers)}/${formatCount(most)}`;
  return { covers, full: most !== null && covers >= most, words };
}
