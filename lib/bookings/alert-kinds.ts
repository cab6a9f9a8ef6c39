import { z } from 'zod';
import { bookingEnded, eventMoved, eventStarted, guestsSet } from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';
import { formatEventStart } from '@/lib/platform/format/dates';

export const guestCountChanged = alertKind({
  kind: 'guest_count',
  label: 'The guest count of an event has changed',
  // The start that was asked about: a moved event is asked about anew.
  about: z.object({ bookingId: z.uuid(), askedFor: z.iso.datetime() }),
  key: ({ bookingId, askedFor }) => `guest_count:${bookingId}:${askedFor}`,
  endsOn: ({ bookingId }) => [guestsSet(bookingId), bookingEnded(bookingId)],
  say: ({ bookingId }, { event }, where) => ({
    title: event
      ? `${event.name}, ${formatEventStart(event.startsAt, where)}: the guest count has changed`
      : 'The guest count of an event has changed',
    detail: 'The customer says that the number is no longer right. Ask for the final one.',
    href: `/bookings/${bookingId}`,
  }),
});

export const startIsLate = alertKind({
  kind: 'start_late',
  label: 'An event should have started',
  // The start that was passed: a moved event is looked at anew.
  about: z.object({ bookingId: z.uuid(), dueAt: z.iso.datetime() }),
  key: ({ bookingId, dueAt }) => `start_late:${bookingId}:${dueAt}`,
  endsOn: ({ bookingId }) => [eventStarted(bookingId), eventMoved(bookingId), bookingEnded(bookingId)],
  say: ({ bookingId, dueAt }, { event }, where) => ({
    title: `${event?.name ?? 'An event'} should have started, ${formatEventStart(new Date(dueAt), where)}`,
    detail: 'Nobody has marked it as started. If it runs, start it; if not, call the team or move it.',
    href: `/bookings/${bookingId}`,
  }),
});
