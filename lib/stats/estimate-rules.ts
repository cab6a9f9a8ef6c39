import type { FigureChange } from '@/lib/platform/format/numbers';
import { ofScores, shareInterval } from './interval-rules';

/** A figure that rests on `n` answers, with what it lies between, 95 times of 100; null where there are too few. */
export type Estimate = { value: number; low: number; high: number; n: number } | { value: null; n: number };

/** The mean of scores from 1 to 5, counted by score. */
export function meanOf(counts: readonly { score: number; n: number }[]): Estimate {
  const { n, mean, interval } = ofScores(counts);
  return estimateOf(mean, interval, n);
}

/** The share of `yes` among `n`, 0 to 1. */
export const shareOf = (yes: number, n: number): Estimate => estimateOf(yes / n, shareInterval(yes, n), n);

function estimateOf(value: number | null, interval: readonly [number, number] | null, n: number): Estimate {
  return value === null || interval === null
    ? { value: null, n }
    : { value, low: interval[0], high: interval[1], n };
}

/**
 * How a mean or a share moved against what it stands beside, in words: scores by tenths, shares by whole points of a
 * hundred; undefined where one of the two rests on too few.
 */
export function movedOf(
  now: Estimate,
  before: Estimate,
  { scale, than }: { scale: 'score' | 'share'; than: string },
): FigureChange | undefined {
  if (now.value === null || before.value === null) return undefined;
  const by = now.value - before.value;
  const size = scale === 'score' ? Math.abs(by).toFixed(1) : String(Math.round(Math.abs(by) * 100));
  if (Number(size) === 0) return { direction: 'same', words: `as in ${than}`, good: true };
  const direction = by > 0 ? 'up' : 'down';
  const unit = scale === 'score' ? '' : size === '1' ? ' point' : ' points';
  return { direction, words: `${size}${unit} ${direction} on ${than}`, good: by > 0 };
}
