import { formatCalendarDate, formatLongDay, formatTime } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import { localeFor } from '@/lib/platform/format/zones';

/** What messages about a booking are written from. `total` is in the minor unit. */
export type BookingFacts = {
  customer: string;
  language: string;
  eventName: string;
  reference: string;
  startsAt: Date;
  venue: string;
  guests: number;
  total: number;
  currency: string;
  timeZone: string;
  locale: string;
};

/**
 * What the templates about a booking say: in the customer's language, on the company's clock of 24 hours. `told`: the
 * start that the customer knows, for the message about a new one.
 */
export function bookingVariables(booking: BookingFacts, told?: Date | null): Record<string, string> {
  const where = { timeZone: booking.timeZone, locale: localeFor(booking.language, booking.locale) };
  return {
    customer: booking.customer,
    event: booking.eventName,
    reference: booking.reference,
    date: formatLongDay(booking.startsAt, where),
    time: formatTime(booking.startsAt, where),
    ...(told ? { oldDate: formatLongDay(told, where), oldTime: formatTime(told, where) } : {}),
    venue: booking.venue,
    guests: formatCount(booking.guests, where.locale),
    amount: formatMoney(booking.total, booking.currency, where.locale),
  };
}

/** What a reminder of a payment says: how much, in minor units, is to be paid by which day of the company. */
export function dueVariables({
  due,
  ...booking
}: Pick<BookingFacts, 'customer' | 'language' | 'eventName' | 'reference' | 'currency' | 'locale'> & {
  due: { on: string; amount: number };
}): Record<string, string> {
  const locale = localeFor(booking.language, booking.locale);
  return {
    customer: booking.customer,
    event: booking.eventName,
    reference: booking.reference,
    amount: formatMoney(due.amount, booking.currency, locale),
    due: formatCalendarDate(due.on, locale, 'fullDay'),
    // Says which payment it is about; no text has it.
    dueOn: due.on,
  };
}
