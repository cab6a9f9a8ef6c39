import { instantAt, wallClock } from '@/lib/platform/format/zones';

/** Minutes of the day; equal ones mean that there are no quiet hours. */
export type QuietHours = { from: number; until: number; timeZone: string };

/** When the quiet hours that `now` lies in end, or undefined outside of them. Follows the zone's clock changes. */
export function endOfQuiet({ from, until, timeZone }: QuietHours, now: Date): Date | undefined {
  if (from === until) return undefined;
  const local = wallClock(timeZone, now.getTime());
  const minute = local.hour * 60 + local.minute;
  const overnight = from > until;
  const quiet = overnight ? minute >= from || minute < until : minute >= from && minute < until;
  if (!quiet) return undefined;
  const day = overnight && minute >= from ? local.day + 1 : local.day;
  return new Date(instantAt(timeZone, { ...local, day, hour: Math.floor(until / 60), minute: until % 60 }));
}

/** Whether it is daytime in that zone, in which reminders leave: from 9 until the hour `until`. */
export const isDaytime = (now: Date, timeZone: string, until = 18): boolean =>
  endOfQuiet({ from: until * 60, until: 9 * 60, timeZone }, now) === undefined;

/** The day before `at` in that zone, as `now` sees it: whether `at` is tomorrow. */
export function isTomorrow(at: Date, now: Date, timeZone: string): boolean {
  const day = (date: Date) => {
    const clock = wallClock(timeZone, date.getTime());
    return Date.UTC(clock.year, clock.month - 1, clock.day) / 86_400_000;
  };
  return day(at) - day(now) === 1;
}
