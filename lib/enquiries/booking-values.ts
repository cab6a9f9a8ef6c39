import { eventTypeWords } from '@/lib/bookings/event-types';
import { emptyValues } from '@/lib/bookings/form-values';
import type { BookingValues } from '@/lib/bookings/schema';
import { formatPhone } from '@/lib/platform/format/phones';
import type { EnquiryDetail } from './queries';

const fields = [
  'customerId',
  'name',
  'phone',
  'eventType',
  'eventDate',
  'guests',
  'place',
  'message',
] as const;
type EnquiryFields = Pick<EnquiryDetail['enquiry'], (typeof fields)[number]>;

/** What of an enquiry its booking's form is filled from. */
export const askedOf = (enquiry: EnquiryFields) =>
  Object.fromEntries(fields.map((field) => [field, enquiry[field]])) as EnquiryFields;

/** Hours that a caterer's day most often has; the customer said only the day. */
const usual = { from: '12:00', until: '16:00' };
const mostGuests = 1000;

/** The form of a booking as the enquiry fills it, so that nothing is typed twice. */
export function bookingValuesOf(asked: EnquiryFields): BookingValues {
  const { eventDate, eventType, guests, name } = asked;
  const what = eventType && eventType !== 'other' ? eventTypeWords[eventType].toLowerCase() : 'event';
  return {
    ...emptyValues,
    customerId: asked.customerId ?? '',
    callerName: asked.customerId ? '' : name,
    callerPhone: asked.customerId || !asked.phone ? '' : formatPhone(asked.phone),
    eventName: [...`${name}: ${what}`].slice(0, 160).join(''),
    eventType: eventType ?? 'other',
    startsAt: eventDate ? `${eventDate}T${usual.from}` : '',
    endsAt: eventDate ? `${eventDate}T${usual.until}` : '',
    venue: asked.place ?? '',
    guests: guests && guests <= mostGuests ? String(guests) : '',
    specialRequests: asked.message ?? '',
  };
}
