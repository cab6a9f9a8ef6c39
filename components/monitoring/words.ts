import { formatCount } from '@/lib/platform/format/numbers';

/** "412 ms", "1.8 s"; a dash where nothing was measured. */
export function sayMs(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  return ms < 1000 ? `${formatCount(Math.round(ms))} ms` : `${formatCount(ms / 1000, undefined, 1)} s`;
}

/** "40 s", "7 min", "3 h": how long something has waited. */
export function sayWait(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || seconds < 1) return 'Nothing waits';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** "812 MB", "1.4 GB". */
export function sayMb(mb: number | null | undefined): string {
  if (mb === null || mb === undefined) return '–';
  return mb < 1000 ? `${formatCount(Math.round(mb))} MB` : `${formatCount(mb / 1000, undefined, 1)} GB`;
}
