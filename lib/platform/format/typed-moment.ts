import type { dayOrders } from '@/db/enums-of-files';

export type DayOrder = (typeof dayOrders)[number];

/** A day of a list and the time behind it, if there is one: "2026-06-13", "18:30". */
export type TypedMoment = { day: string; time?: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A moment as lists of other programs write it: "2026-06-13 18:30:00", "13/06/2026", "Sat, 13 June 2026 6:30 pm".
 * 'ambiguous' where 06/07/2026 could be of June or of July and nobody has said which; undefined for what is no day,
 * has its year short, or names a zone.
 */
export function readMoment(typed: string, order?: DayOrder | null): TypedMoment | 'ambiguous' | undefined {
  const text = typed
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /i, '');
  const [, before, clock] =
    /^(.*?\d)(?:T|,? at |,? )(\d{1,2}(?:[:.h]\d\d.*| ?[ap]\.?m\.?))$/i.exec(text) ?? [];
  const time = clock === undefined ? undefined : readTime(clock);
  if (clock !== undefined && time === undefined) return undefined;
  const day = readDayOf(before ?? text, order ?? undefined);
  if (day === undefined || day === 'ambiguous') return day;
  return { day, ...(time !== undefined && { time }) };
}

/** A time of day as "18:30", from "18:30:00", "18.30", "6:30 pm" or "6pm". */
export function readTime(typed: string): string | undefined {
  const parts = /^(\d{1,2})(?:[:.h](\d\d)(?::\d\d(?:\.\d+)?)?)? ?(?:([ap])\.?m\.?)?$/i.exec(typed.trim());
  if (!parts) return undefined;
  const [, hours = '', minutes, half] = parts;
  if (minutes === undefined && half === undefined) return undefined;
  const hour = Number(hours);
  if (half ? hour < 1 || hour > 12 : hour > 23) return undefined;
  if (Number(minutes ?? 0) > 59) return undefined;
  const through = half ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour;
  return `${String(through).padStart(2, '0')}:${minutes ?? '00'}`;
}

function readDayOf(text: string, order: DayOrder | undefined): string | 'ambiguous' | undefined {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso) return dayOf(iso[1], iso[3], iso[4]);
  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ -](?<month>[a-z]{3,9})\.?,?[ -](?<year>\d{4})$/i.exec(text) ??
    /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/i.exec(text);
  if (named?.groups) {
    const { day, month = '', year } = named.groups;
    const index = months.indexOf(month.slice(0, 3).toLowerCase());
    return index < 0 ? undefined : dayOf(year, String(index + 1), day);
  }
  const [, first, , second, year] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  const [dayFirst, monthFirst] = [dayOf(year, second, first), dayOf(year, first, second)];
  // What can't be by the order that was said is never turned round.
  if (order) return order === 'day' ? dayFirst : monthFirst;
  return dayFirst && monthFirst && dayFirst !== monthFirst ? 'ambiguous' : (dayFirst ?? monthFirst);
}

/** "2026-06-13", or undefined where the calendar has no such day. */
export function dayOf(year = '', month = '', day = ''): string | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${written}T00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : undefined;
}
