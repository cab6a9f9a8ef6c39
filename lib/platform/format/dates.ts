import { type DateStyle, spellDate, spellRelative } from './date-words';
import { type Locality, offsetAt, type WallClock, wallClock, zoneName } from './zones';

/** An instant: a Date, or the text of one with its offset, as rows have it when they come as JSON. */
export type Instant = Date | string;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Milliseconds since 1970. Throws a RangeError where the text names no instant: a calendar date or a local
 * time means another instant to each reader, so that server and browser would disagree.
 */
function msOf(at: Instant): number {
  const ms =
    typeof at === 'string'
      ? /\d:\d.*(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(at)
        ? // PostgreSQL's own spelling, "2026-06-13 14:00:00+00", is not one that every browser reads.
          Date.parse(at.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
        : Number.NaN
      : at.getTime();
  if (Number.isNaN(ms)) throw new RangeError(`Not an instant: ${String(at)}`);
  return ms;
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));
const clockText = ({ hour, minute }: WallClock) => `${two(hour)}:${two(minute)}`;
const read = (at: Instant, { timeZone }: Pick<Locality, 'timeZone'>) => wallClock(timeZone, msOf(at));
const inStyle = (style: DateStyle) => (at: Instant, where: Locality) =>
  spellDate(read(at, where), where.locale, style);

/** "13 Jun 2026" */
export const formatDate = inStyle('date');
/** "Sat, 13 Jun": within the year, where the weekday is what people plan by. */
export const formatDay = inStyle('day');
/** "Sat, 13 Jun 2026" */
export const formatFullDay = inStyle('fullDay');
/** "Saturday, 13 June 2026": in messages. */
export const formatLongDay = inStyle('longDay');
/** "13 June 2026": in sentences, such as how long a voucher is valid. */
export const formatLongDate = inStyle('longDate');
/** "Jun 26": a month under a bar. */
export const formatMonth = inStyle('month');
/** "June 2026" */
export const formatLongMonth = inStyle('longMonth');

/** "14:00", midnight is "00:00": 24 hours, in every language. */
export function formatTime(at: Instant, where: Pick<Locality, 'timeZone'>): string {
  return clockText(read(at, where));
}

const withTime = (style: DateStyle) => (at: Instant, where: Locality) => {
  const wall = read(at, where);
  return `${spellDate(wall, where.locale, style)}, ${clockText(wall)}`;
};

/** "13 Jun 2026, 14:00" */
export const formatDateTime = withTime('date');
/** "13 Jun, 14:00": in lists of what is recent. */
export const formatShort = withTime('dayMonth');
/** "Sat, 13 Jun 2026, 14:00": when an event starts; enough to tell events of a list apart. */
export const formatEventStart = withTime('fullDay');

/** "Sat, 13 Jun 2026, 14:00 Ghana time": for readers who may live by another clock. */
export function formatWithZone(at: Instant, where: Locality): string {
  return `${formatEventStart(at, where)} ${zoneName(where.timeZone)}`;
}

/** "Sat, 13 Jun 2026, 14:00–18:00"; the second day only where the event goes past midnight. */
export function formatEventTime(
  { startsAt, endsAt }: { startsAt: Instant; endsAt: Instant },
  where: Locality,
): string {
  const [starts, ends] = [read(startsAt, where), read(endsAt, where)];
  const day = spellDate(starts, where.locale, 'fullDay');
  const last = spellDate(ends, where.locale, 'fullDay');
  const start = `${day}, ${clockText(starts)}`;
  if (msOf(startsAt) === msOf(endsAt)) return start;
  return day === last ? `${start}–${clockText(ends)}` : `${start} – ${last}, ${clockText(ends)}`;
}

/** A calendar date, "2026-06-13", which no zone moves: "13 Jun 2026". Throws a RangeError on anything else. */
export function formatCalendarDate(date: string, locale: string, style: DateStyle = 'date'): string {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date)
    throw new RangeError(`Not a calendar date: ${date}`);
  return spellDate(wallClock('UTC', ms), locale, style);
}

/** The day as the zone's calendar has it, "2026-06-13": to group by and to compare. */
export function dayKey(at: Instant, timeZone: string): string {
  const { year, month, day } = wallClock(timeZone, msOf(at));
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/**
 * How long ago or ahead: "just now", "5 min ago", "in 3 h", then by the calendar "yesterday", "in 3 days", from
 * a week on the date. Yesterday is the day before in the zone, not what is 24 to 48 hours ago.
 */
export function formatRelative(at: Instant, now: Instant, where: Locality): string {
  const [then, today] = [msOf(at), msOf(now)];
  const distance = then - today;
  const size = Math.abs(distance);
  if (size < minuteMs) return spellRelative(0, 'now', where.locale);
  if (size < hourMs) return spellRelative(Math.trunc(distance / minuteMs), 'minute', where.locale);
  const dayNumber = (ms: number) => Math.floor((ms + offsetAt(where.timeZone, ms)) / dayMs);
  const days = dayNumber(then) - dayNumber(today);
  // A day of 25 hours, when clocks go back, can hold both.
  if (size < dayMs || days === 0) return spellRelative(Math.trunc(distance / hourMs), 'hour', where.locale);
  return Math.abs(days) < 7 ? spellRelative(days, 'day', where.locale) : formatDate(at, where);
}

/** A length of time in milliseconds: "3 days", "5 h 10 min", "12 min", "40 s". Without a sign. */
export function formatSpan(ms: number): string {
  const size = Math.abs(ms);
  if (size >= 2 * dayMs) return `${Math.floor(size / dayMs)} days`;
  if (size >= hourMs) return `${Math.floor(size / hourMs)} h ${Math.floor((size % hourMs) / minuteMs)} min`;
  return size >= minuteMs ? `${Math.floor(size / minuteMs)} min` : `${Math.floor(size / 1000)} s`;
}
