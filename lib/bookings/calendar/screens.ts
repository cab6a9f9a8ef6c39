import 'server-only';
import { screen } from '@/lib/platform/screen';
import { askSheetTasks, tellSheetTasks } from '../tasks/sheet-queries';
import { calendarFilter, runSheetFilter } from './calendar-filter';
import { askCalendar, tellCalendar } from './queries';
import { askRunSheet, tellRunSheet } from './run-sheet-queries';

/** The company's events on its calendar. */
export const calendarScreen = screen({
  permission: 'calendar.read',
  input: ({ search }) => calendarFilter.read(search),
  ask: askCalendar,
  tell: (answers, filter) => {
    const told = tellCalendar(answers, filter);
    return told && { filter, ...told };
  },
});

/** Today's events for the people who are on the road; `mine=1` only those they work at. */
export const runSheetScreen = screen({
  permission: 'runsheet.read',
  input: ({ search }) => runSheetFilter.read(search),
  ask: (tx, filter, now) =>
    [
      askRunSheet(tx, filter, now),
      askSheetTasks(tx, { party: 'driver', day: null, now: now.toISOString() }),
    ] as const,
  tell: ([rows, tasks], filter) => {
    const sheet = tellRunSheet(rows, filter);
    const onCards = new Set(sheet.events.flatMap((event) => event.tasks.map(({ id }) => id)));
    return { filter, ...sheet, tasks: tellSheetTasks(tasks.filter(({ id }) => !onCards.has(id))) };
  },
});
