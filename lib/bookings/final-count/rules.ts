import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import { addDays, type Day } from '../calendar/days';
import type { Below } from '../minimums/rules';

/** Saturday and Sunday aren't counted. */
const isBusinessDay = (day: Day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/**
 * The day of the company by whose end the final count of an event is due, so many business days before its own. The database
 * says the same (`final_count_due`).
 */
export function finalCountDay(eventDay: Day, businessDays: number): Day {
  let day = eventDay;
  for (let left = businessDays; left > 0; ) {
    day = addDays(day, -1);
    if (isBusinessDay(day)) left -= 1;
  }
  return day;
}

type Count = {
  /** Those that were cooked for, and those that would be. */
  before: number;
  after: number;
  eventDay: Day;
  today: Day;
  businessDays: number;
  locale: string;
};

/** What is said against fewer guests than there were once their final count was due; it may always rise (CT033). */
export function belowFinalCount({ before, after, eventDay, today, businessDays, locale }: Count): Below[] {
  const due = finalCountDay(eventDay, businessDays);
  if (after >= before || today <= due) return [];
  const [was, wanted] = [formatCount(before, locale), formatCount(after, locale)];
  const said = `The final count was due on ${formatCalendarDate(due, locale, 'fullDay')}. From then on the guests only become more, and ${wanted} are fewer than ${was}.`;
  return [{ kind: 'final_count', said, way: 'Keep the count' }];
}

/** By when it is due, for the field: "Due by Tuesday, 12 May. After that it only rises." */
export function sayDue(eventDay: Day, businessDays: number, locale: string): string {
  const due = formatCalendarDate(finalCountDay(eventDay, businessDays), locale, 'fullDay');
  return `Due by ${due}. After that it only rises.`;
}
