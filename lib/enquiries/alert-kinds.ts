import { z } from 'zod';
import { eventTypes } from '@/db/enums';
import { enquirySettled } from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatGuests } from '@/lib/platform/format/guests';

/** Somebody asked while nobody was there; done with the first answer, on whichever way. */
export const enquiryReceived = alertKind({
  kind: 'enquiry_received',
  label: 'Somebody asks for an event',
  about: z.object({
    enquiryId: z.uuid(),
    name: z.string(),
    eventType: z.enum(eventTypes).nullable(),
    eventDate: z.string().nullable(),
    guests: z.number().nullable(),
    place: z.string().nullable(),
  }),
  key: ({ enquiryId }) => `enquiry:${enquiryId}`,
  endsOn: ({ enquiryId }) => [enquirySettled(enquiryId)],
  say: ({ enquiryId, name, eventType, eventDate, guests, place }, _named, { locale }) => ({
    title: `${name} asks for an event`,
    detail:
      [
        eventType && eventTypeWords[eventType],
        eventDate && formatCalendarDate(eventDate, locale),
        guests && formatGuests(guests, locale),
        place,
      ]
        .filter(Boolean)
        .join(', ') || undefined,
    href: `/enquiries/${enquiryId}`,
  }),
});
