import 'server-only';
import { idAt, screen } from '@/lib/platform/screen';
import { type ListFilter, readFilter } from './list-filter';
import { askBooking, askBookings, tellBooking, tellBookings } from './queries';
import { askTimeline, tellTimeline } from './timeline-queries';

/** The office's list of bookings. */
export const bookingsScreen = screen({
  permission: 'bookings.read',
  input: ({ search }) => readFilter(search),
  ask: askBookings,
  tell: (answers, filter) => ({ filter, ...tellBookings(answers, filter) }),
});

/** A client's own bookings. Search looks through everyone's, so it is the office's only. */
export const myBookingsScreen = screen({
  permission: 'portal.read',
  input: ({ search }): ListFilter => ({ ...readFilter(search), q: undefined }),
  ask: askBookings,
  tell: (answers, filter) => ({ filter, ...tellBookings(answers, filter) }),
});

/** One booking with everything about it and what happened to it. */
export const bookingScreen = screen({
  permission: 'bookings.read',
  input: idAt('id'),
  ask: (tx, id) => [...askBooking(tx, id), ...askTimeline(tx, id)] as const,
  tell: ([heads, lines, paid, given, ...history], _id, { identity }) => {
    const detail = tellBooking([heads, lines, paid, given]);
    return detail && { detail, timeline: tellTimeline(history, identity) };
  },
});
