/** How many rows a list of Today counts at most; beyond that it says so. */
export const mostCounted = 1000;

/** What every row of such a list says of the whole: how many events, what they come to (minor units), and whether there are more. */
export type Counted = { of: number; sum: number; more: boolean };

/** The few events that Today shows, and what is said of all of them. */
export function tellCounted<T extends Counted>(rows: readonly T[]) {
  const [first] = rows;
  return {
    events: rows.map(({ of: _, sum: __, more: ___, ...event }) => event),
    count: first?.of ?? 0,
    sum: first?.sum ?? 0,
    more: first?.more ?? false,
  };
}
