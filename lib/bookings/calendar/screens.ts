import 'server-only';
import { screen } from '@/lib/platform/screen';
import { calendarFilter } from './calendar-filter';
import { askCalendar, tellCalendar } from './queries';
import { askRunSheet, tellRunSheet } from './run-sheet-queries';

/** The company's events on its calendar. */
export const calendarScreen = screen({
  permission: 'bookings.read',
  input: ({ search }) => calendarFilter.read(search),
  ask: askCalendar,
  tell: (answers, filter) => {
    const told = tellCalendar(answers);
    return told && { filter, ...told };
  },
});

/** Today's events for the people who are on the road; `mine=1` only those they work at. */
export const runSheetScreen = screen({
  permission: 'bookings.read',
  input: ({ search }) => ({ mine: search.mine === '1' }),
  ask: (tx, { mine }, now) => [askRunSheet(tx, { mine, now: now.toISOString() })] as const,
  tell: ([rows], { mine }) => ({ mine, events: tellRunSheet(rows) }),
});
