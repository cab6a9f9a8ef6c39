import { TZDate } from '@date-fns/tz';

/** Minutes of the day; equal ones mean that there are no quiet hours. */
export type QuietHours = { from: number; until: number; timeZone: string };

/** When the quiet hours that `now` lies in end, or undefined outside of them. Follows the zone's clock changes. */
export function endOfQuiet({ from, until, timeZone }: QuietHours, now: Date): Date | undefined {
  if (from === until) return undefined;
  const local = new TZDate(now, timeZone);
  const minute = local.getHours() * 60 + local.getMinutes();
  const overnight = from > until;
  const quiet = overnight ? minute >= from || minute < until : minute >= from && minute < until;
  if (!quiet) return undefined;
  const end = new TZDate(local, timeZone);
  if (overnight && minute >= from) end.setDate(end.getDate() + 1);
  end.setHours(Math.floor(until / 60), until % 60, 0, 0);
  return new Date(end.getTime());
}

/** Whether it is daytime in that zone, in which reminders leave: from 9 until the hour `until`. */
export const isDaytime = (now: Date, timeZone: string, until = 18): boolean =>
  endOfQuiet({ from: until * 60, until: 9 * 60, timeZone }, now) === undefined;

/** The day before `at` in that zone, as `now` sees it: whether `at` is tomorrow. */
export function isTomorrow(at: Date, now: Date, timeZone: string): boolean {
  const day = (date: TZDate) =>
    Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
  return day(new TZDate(at, timeZone)) - day(new TZDate(now, timeZone)) === 1;
}
