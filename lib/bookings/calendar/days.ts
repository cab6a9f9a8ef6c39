/** A day of the calendar: "2026-12-12". Days are counted without a clock, so no zone or summer time moves them. */
export type Day = string;

const dayMs = 86_400_000;
const msOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const keyOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** Whether the text is a day that exists, in a year that a calendar shows. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const ms = msOf(text);
  return !Number.isNaN(ms) && keyOf(ms) === text;
}

export const addDays = (day: Day, days: number): Day => keyOf(msOf(day) + days * dayMs);

/** Whole days from one to another. */
export const daysBetween = (from: Day, to: Day): number => Math.round((msOf(to) - msOf(from)) / dayMs);

/** The same day of another month, or that month's last: 31 January and a month on is 28 February. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return keyOf(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** Monday first. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Monday first. */
export const weekOf = (day: Day): Day => addDays(day, -((new Date(msOf(day)).getUTCDay() + 6) % 7));

export const views = ['month', 'week', 'day', 'agenda'] as const;
export type View = (typeof views)[number];

/** Days that an agenda shows. */
const agendaDays = 14;
/** Weeks of a month's page: always six, so that nothing moves from month to month. */
const monthDays = 42;

/** The days that a view of a day shows, the first and how many. The query says the same in SQL. */
export function spanOf(view: View, day: Day): { first: Day; count: number } {
  if (view === 'day') return { first: day, count: 1 };
  if (view === 'agenda') return { first: day, count: agendaDays };
  if (view === 'week') return { first: weekOf(day), count: 7 };
  return { first: weekOf(`${day.slice(0, 8)}01`), count: monthDays };
}

export const daysFrom = ({ first, count }: { first: Day; count: number }): Day[] =>
  Array.from({ length: count }, (_, at) => addDays(first, at));

/** The day that the view before or after is of. */
export function turn(view: View, day: Day, by: 1 | -1): Day {
  if (view === 'month') return addMonths(day, by);
  return addDays(day, by * { day: 1, week: 7, agenda: agendaDays }[view]);
}

/** A local time on another day, at the same hour: "2026-12-12T14:00" to the 13th is "2026-12-13T14:00". */
export const onDay = (local: string, day: Day): string => `${day}T${local.slice(11, 16)}`;

/** The local end that goes with another local start: as long by the clock on the wall as before. */
export function endWith(start: string, was: { start: string; end: string }): string {
  const ms = (local: string) => Date.parse(`${local}:00Z`);
  return new Date(ms(start) + ms(was.end) - ms(was.start)).toISOString().slice(0, 16);
}
