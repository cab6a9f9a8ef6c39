import 'server-only';
import { screen } from '@/lib/platform/screen';
import { calendarFilter } from './calendar-filter';
import { askCalendar, tellCalendar } from './queries';

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
