import { eventTypeWords } from '@/lib/bookings/event-types';
import type { EnquiryCard } from '@/lib/enquiries/card';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';

type What = Pick<EnquiryCard, 'eventType' | 'eventDay' | 'guests' | 'place'>;

/** "Wedding · 12 Dec 2026 · 80 guests · Labadi": what of it is known. */
export function whatIsAsked(asked: What, locale: string): string {
  return [
    asked.eventType && eventTypeWords[asked.eventType],
    asked.eventDay && formatCalendarDate(asked.eventDay, locale),
    asked.guests && `${formatCount(asked.guests, locale)} ${asked.guests === 1 ? 'guest' : 'guests'}`,
    asked.place,
  ]
    .filter(Boolean)
    .join(' · ');
}
