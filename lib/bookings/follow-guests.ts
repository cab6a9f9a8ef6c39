import { followsGuests, quantityForGuests } from '@/lib/menu/rules';
import { sumOf } from '@/lib/menu/thing-ref';
import type { Unit } from '@/lib/menu/words';
import { readWhole } from '@/lib/platform/read-whole-number';
import { countOf, type Heads, type Whom } from './heads';
import type { LineValues } from './schema';

/** What a line's price is for; lines older than units go by the guest. */
export type Measure = { unit?: Unit | null; feeds?: number | null };
type MeasureOf = (line: LineValues) => Measure | undefined;
const byGuest: MeasureOf = () => undefined;

/** A quantity under the rule: a line that follows has what those ask for whom it is, a pinned one its own. */
export function quantityUnder(
  line: { follows?: boolean; whom?: Whom; quantity: number } & Measure,
  heads: Heads,
): number {
  return line.follows ? quantityForGuests(line, countOf(line.whom ?? 'guests', heads)) : line.quantity;
}

/** A form's lines after the guests were typed. While that isn't a number, what was there stays. */
export function followGuests(
  lines: readonly LineValues[],
  heads: Heads | undefined,
  measureOf: MeasureOf = byGuest,
): LineValues[] {
  return lines.map((line) =>
    line.follows && heads
      ? { ...line, quantity: String(quantityUnder({ ...measureOf(line), ...line, quantity: 0 }, heads)) }
      : line,
  );
}

/** The line with a quantity typed by hand: it keeps that one from now on. */
export function pinned(line: LineValues, quantity: string): LineValues {
  return { ...line, quantity, follows: false };
}

/** The line set to follow the guests. */
export function following(
  line: LineValues,
  heads: Heads | undefined,
  measureOf: MeasureOf = byGuest,
): LineValues {
  const [next = line] = followGuests([{ ...line, follows: true }], heads, measureOf);
  return next;
}

/** Which dishes have another quantity than the guests ask for; none while the guests aren't a number of 1 or more. */
export function driftedDishes(
  lines: readonly LineValues[],
  heads: Heads | undefined,
  measureOf: MeasureOf = byGuest,
): number[] {
  if (!heads) return [];
  return lines.flatMap((line, index) => {
    const measure = measureOf(line) ?? {};
    if (sumOf(line.thing) !== 'menu' || (measure.unit && !followsGuests(measure.unit))) return [];
    const due = quantityForGuests(measure, countOf(line.whom ?? 'guests', heads));
    return readWhole(line.quantity) === due ? [] : [index];
  });
}

/** The lines once every dish that drifted follows the guests. */
export function gathered(
  lines: readonly LineValues[],
  heads: Heads | undefined,
  measureOf: MeasureOf = byGuest,
): LineValues[] {
  const drifted = new Set(driftedDishes(lines, heads, measureOf));
  return lines.map((line, index) => (drifted.has(index) ? following(line, heads, measureOf) : line));
}
