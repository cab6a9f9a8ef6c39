import { readWhole } from '@/lib/platform/whole-number';
import type { LineValues } from './schema';

/** A quantity under the rule: a line that follows has the number of guests, a pinned one its own. */
export function quantityUnder(line: { follows?: boolean; quantity: number }, guests: number): number {
  return line.follows ? guests : line.quantity;
}

/** A form's lines after the guests were typed. While that isn't a number, what was there stays. */
export function followGuests(lines: readonly LineValues[], typed: string): LineValues[] {
  const guests = readWhole(typed);
  return lines.map((line) => (line.follows && guests ? { ...line, quantity: String(guests) } : line));
}

/** The line with a quantity typed by hand: it keeps that one from now on. */
export function pinned(line: LineValues, quantity: string): LineValues {
  return { ...line, quantity, follows: false };
}

/** The line set to follow the guests. */
export function following(line: LineValues, typed: string): LineValues {
  const [next = line] = followGuests([{ ...line, follows: true }], typed);
  return next;
}

/** Which dishes have another quantity than there are guests; none while the guests aren't a number of 1 or more. */
export function driftedDishes(lines: readonly LineValues[], typed: string): number[] {
  const guests = readWhole(typed);
  if (!guests) return [];
  return lines.flatMap((line, index) =>
    line.kind === 'menu' && readWhole(line.quantity) !== guests ? [index] : [],
  );
}

/** The lines once every dish that drifted follows the guests. */
export function gathered(lines: readonly LineValues[], typed: string): LineValues[] {
  const drifted = new Set(driftedDishes(lines, typed));
  return lines.map((line, index) => (drifted.has(index) ? following(line, typed) : line));
}
