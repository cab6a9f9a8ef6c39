/** Where a reader's last look stood: PostgreSQL's snapshot, and when it was taken (UTC milliseconds). */
export type LiveCursor = { snapshot: string; at: number };

const form = /^(\d{1,15})~(\d{1,18}:\d{1,18}:(?:\d{1,18}(?:,\d{1,18}){0,199})?)$/;

/** Lines are kept for 15 minutes; somebody who was away longer looks at everything anew. */
const longestAway = 10 * 60_000;

export const writeCursor = ({ snapshot, at }: LiveCursor): string => `${at}~${snapshot}`;

/** Reads a cursor back; what isn't one, or is too old to be answered, is undefined. `now` in UTC milliseconds. */
export function readCursor(text: string | undefined, now: number): LiveCursor | undefined {
  const [, at, snapshot] = form.exec(text ?? '') ?? [];
  if (!at || !snapshot) return undefined;
  const [xmin = '', xmax = ''] = snapshot.split(':');
  const inOrder = BigInt(xmin) > 0n && BigInt(xmin) <= BigInt(xmax);
  const age = now - Number(at);
  return inOrder && age >= 0 && age < longestAway ? { snapshot, at: Number(at) } : undefined;
}
