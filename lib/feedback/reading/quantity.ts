import type { Score } from './types';

/** A number of the message that could be a rating, already on the 1–5 scale. Positions are token positions, `to` exclusive. */
export interface Quantity {
  from: number;
  to: number;
  score: Score;
  /** It names its scale itself: 4/5, 80 %, four stars. */
  explicit: boolean;
  /** Its first written value, before scaling. */
  written: number;
  /** A number word rather than digits or stars. */
  spelled: boolean;
  plural: boolean;
  percent: boolean;
  stars: boolean;
  /** The mean of two numbers, or a number with a comma that may be two. */
  range: boolean;
  /** The scale it names itself: 5, 10, 20 or 100. */
  scale: number | null;
}

/** Half rounds up, then clamps to 1..5 (rule 4). */
export function toScore(value: number): Score {
  return Math.min(5, Math.max(1, Math.floor(value + 0.5 + 1e-9))) as Score;
}

/** A bare number: 6–10 is out of ten; null above ten. */
function scaleBare(value: number): number | null {
  if (Number.isNaN(value) || value > 10) return null;
  return value > 5 ? value / 2 : value;
}

export type Base = Omit<Quantity, 'to' | 'score' | 'explicit'>;

/** Written out: a spread of so many fields took a twentieth of the reader's time. */
export function quantityOf(base: Base, to: number, score: Score, isExplicit: boolean): Quantity {
  const { from, written, spelled, plural, percent, stars, range, scale } = base;
  return { from, to, score, explicit: isExplicit, written, spelled, plural, percent, stars, range, scale };
}

/** A number that names its scale; `value` is on the 1–5 scale. */
export function explicit(base: Base, value: number, to: number): Quantity {
  return quantityOf(base, to, toScore(value), true);
}

export function bare(base: Base, value: number, to: number): Quantity | null {
  const scaled = scaleBare(value);
  return scaled === null ? null : quantityOf(base, to, toScore(scaled), false);
}
