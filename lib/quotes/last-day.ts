import { addDays, type Day } from '@/lib/bookings/calendar/days';

/** The last day on which a quote holds: its end is the beginning of the day after. */
export const lastDayOf = (validUntil: Date | string): Date => new Date(new Date(validUntil).getTime() - 1);

/** The day on which a quote ends by the company's custom, or the event's own day where that comes first. */
export const usualLastDay = (today: Day, days: number, eventDay: Day): Day => {
  const usual = addDays(today, days);
  return usual > eventDay ? eventDay : usual;
};
