import { formatMonth } from '@/lib/platform/format/dates';
import type { FigureChange } from '@/lib/platform/format/numbers';
import { instantAt, wallClock } from '@/lib/platform/format/zones';

export type Month = { key: string; label: string; from: Date; until: Date };

/**
 * The `count` calendar months up to the one of `now`, oldest first, as the company's clock sees them.
 * Stepped by calendar, never by days, so that none repeats or is cut. `until` is the first instant after.
 */
export function monthsUpTo({
  now,
  timeZone,
  count,
}: {
  now: Date;
  timeZone: string;
  count: number;
}): Month[] {
  const local = wallClock(timeZone, now.getTime());
  return Array.from({ length: count }, (_, index) => {
    const at = local.year * 12 + local.month - count + index;
    const [year, month] = [Math.floor(at / 12), (at % 12) + 1];
    const from = new Date(instantAt(timeZone, { year, month, day: 1 }));
    return {
      key: `${year}-${String(month).padStart(2, '0')}`,
      label: formatMonth(from, { timeZone, locale: 'en-GB' }),
      from,
      until: new Date(instantAt(timeZone, { year, month: month + 1, day: 1 })),
    };
  });
}

/**
 * How a figure moved against what it stands beside, in words; undefined where there is neither now nor before, or less than
 * nothing before. Only nothing at all is 100 % down.
 */
export function changeOf(
  { now, before }: { now: number; before: number },
  than = 'the same days of last month',
  as = `as in ${than}`,
): FigureChange | undefined {
  if (before === 0 && now > 0) return { direction: 'up', words: 'none before', good: true };
  if (before <= 0) return undefined;
  const exact = Math.round(((now - before) / before) * 100);
  const percent = now > 0 ? Math.max(exact, -99) : exact;
  if (percent === 0) return { direction: 'same', words: as, good: true };
  const direction = percent > 0 ? 'up' : 'down';
  return {
    direction,
    words: `${Math.abs(percent)} % ${direction} on ${than}`,
    good: percent > 0,
  };
}
