import { listFilter, oneOf } from '@/lib/platform/list-filter';

export const ranges = ['hour', 'day', 'week', 'days60'] as const;
export type Range = (typeof ranges)[number];

export const rangeWords: Record<Range, string> = {
  hour: 'Last hour',
  day: '24 hours',
  week: '7 days',
  days60: '60 days',
};

/** Which stretch of the installation's history is shown; the last hour unless it says so. */
export const monitoringFilter = listFilter('/settings/monitoring', { range: oneOf(ranges) });

const hourMs = 3_600_000;

/** What of the history a range takes: which rows, how far back in ms, and whether each address by itself. */
export const takes: Record<Range, { grain: 'minute' | 'hour'; back: number; whole: boolean }> = {
  hour: { grain: 'minute', back: hourMs, whole: true },
  day: { grain: 'hour', back: 24 * hourMs, whole: true },
  week: { grain: 'hour', back: 7 * 24 * hourMs, whole: true },
  // The hours of sixty days of many processes, address by address, would be megabytes.
  days60: { grain: 'hour', back: 60 * 24 * hourMs, whole: false },
};
