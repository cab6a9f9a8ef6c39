import { addDays, endWith, onDay } from '../calendar/days';
import { emptyValues } from '../form-values';
import { toLocal } from '../local-time';
import type { BookingValues } from '../schema';

type Booked = {
  customerId: string;
  eventType: BookingValues['eventType'];
  startsAt: Date;
  endsAt: Date;
  guests: number;
  children: number;
};

/**
 * A form for another part beside a booking: on the day after it at the same hours, or on its day from its end on; whose and for
 * how many as that one is. What would lie in the past isn't said. `timeZone` is the company's.
 */
export function anotherPart(
  booking: Booked,
  { sameDay, timeZone, now }: { sameDay: boolean; timeZone: string; now: Date },
): { initial: BookingValues; was: { start: string; end: string } } {
  const was = { start: toLocal(booking.startsAt, timeZone), end: toLocal(booking.endsAt, timeZone) };
  const start = sameDay ? was.end : onDay(was.start, addDays(was.start.slice(0, 10), 1));
  const ahead = start > toLocal(now, timeZone);
  return {
    was,
    initial: {
      ...emptyValues,
      ...{ customerId: booking.customerId, eventType: booking.eventType },
      guests: String(booking.guests),
      children: booking.children === 0 ? '' : String(booking.children),
      startsAt: ahead ? start : '',
      endsAt: ahead ? endWith(start, was) : '',
    },
  };
}
