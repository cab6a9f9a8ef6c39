import { TZDate } from '@date-fns/tz';
import { formatMonth } from '@/lib/platform/format/dates';
import type { Change } from '@/lib/stats/estimate-rules';

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
  const local = new TZDate(now, timeZone);
  return Array.from({ length: count }, (_, index) => {
    const at = local.getFullYear() * 12 + local.getMonth() - (count - 1 - index);
    const [year, month] = [Math.floor(at / 12), at % 12];
    const first = new TZDate(year, month, 1, timeZone);
    return {
      key: `${year}-${String(month + 1).padStart(2, '0')}`,
      label: formatMonth(first, { timeZone, locale: 'en-GB' }),
      from: new Date(first.getTime()),
      until: new Date(new TZDate(year, month + 1, 1, timeZone).getTime()),
    };
  });
}

/**
 * How a figure moved against what it stands beside, in words; undefined where there is nothing to compare with. Only
 * nothing at all is 100 % down.
 */
export function changeOf(
  { now, before }: { now: number; before: number },
  than = 'the same days of last month',
  as = `as in ${than}`,
): Change | undefined {
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
