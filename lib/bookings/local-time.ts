import { dayKey, formatEventStart, formatTime } from '@/lib/platform/format/dates';
import { instantAt, type Locality } from '@/lib/platform/format/zones';

const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

/**
 * The instant that a company's clock shows as `local` ("2026-12-24T14:00"), or undefined where it isn't one:
 * the 30th of February, or an hour that the clock skips when summer time begins. Of an hour that comes twice
 * the first is meant.
 */
export function toInstant(local: string, timeZone: string): Date | undefined {
  const parts = form.exec(local)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  const instant = new Date(instantAt(timeZone, { year, month, day, hour, minute }));
  return toLocal(instant, timeZone) === local ? instant : undefined;
}

/** What the company's clock shows at an instant, as a date-time field takes it: "2026-12-24T14:00". */
export function toLocal(instant: Date, timeZone: string): string {
  return `${dayKey(instant, timeZone)}T${formatTime(instant, { timeZone })}`;
}

/** What a date-time field is read as, so that nobody mistakes its day: "Sat, 5 Dec 2026, 14:00"; a hint until then. */
export function sayTyped(local: string, where: Locality): string {
  const instant = toInstant(local.slice(0, 16), where.timeZone);
  if (instant) return formatEventStart(instant, where);
  return local ? 'The clock skips this time. Choose another.' : 'The weekday shows here once it is chosen.';
}
