'use client';

import { useAnswer } from '@/components/screen/use-answer';
import { toLocal } from '@/lib/bookings/local-time';
import type { conflictsScreen } from '@/lib/bookings/series/screens';
import type { DataOf } from '@/lib/platform/screen';

export type Pattern = {
  startsAt: Date;
  endsAt: Date;
  guests: number;
  serviceStyle: string | null;
  venue: string;
};

/** What stands against an event like this one on other days, by day; `bookings`: those that are on them already. */
export function useConflicts(
  pattern: Pattern,
  days: readonly string[],
  zone: string,
  bookings: readonly string[] = [],
) {
  const [start, end] = [toLocal(pattern.startsAt, zone), toLocal(pattern.endsAt, zone)];
  const asked = new URLSearchParams({
    start,
    end,
    days: days.join(),
    bookings: bookings.join(),
    guests: String(pattern.guests),
    venue: pattern.venue,
  });
  if (pattern.serviceStyle) asked.set('style', pattern.serviceStyle);
  const address = days.length > 0 ? `/api/v1/series?${asked}` : undefined;
  const { data, ...state } = useAnswer<DataOf<typeof conflictsScreen>>(address);
  const problems = new Map(data?.dates.map(({ start: at, problems }) => [at.slice(0, 10), problems]));
  return { ...state, problems, known: data !== undefined };
}
