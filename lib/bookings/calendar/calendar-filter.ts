import { bookingStatuses } from '@/db/enums';
import { flag, isId, listFilter, oneOf } from '@/lib/platform/list-filter';
import { isDay, views } from './days';

/**
 * What a calendar shows: a view of a day ("today" and "tomorrow" are the company's), one status (all but cancelled
 * without it), the events of one person ("me" is the reader), only those with diets.
 */
export const calendarFilter = listFilter('/calendar', {
  view: oneOf(views),
  date: {
    read: (text) => (text && (text === 'today' || text === 'tomorrow' || isDay(text)) ? text : undefined),
    write: (value: string | undefined) => value,
  },
  status: oneOf(bookingStatuses),
  staff: {
    read: (text) => (text && (text === 'me' || isId(text)) ? text : undefined),
    write: (value: string | undefined) => value,
  },
  diets: flag,
});
export type CalendarFilter = ReturnType<typeof calendarFilter.read>;

/** Today's events, or of these only those at which the reader works. */
export const runSheetFilter = listFilter('/calendar/today', { mine: flag });
export type RunSheetFilter = ReturnType<typeof runSheetFilter.read>;
