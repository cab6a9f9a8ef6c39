/** A place in a list ordered by start and id. */
export type Cursor = { startsAt: Date; id: string };

const form = /^(-?\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

const firstYear = Date.UTC(1900, 0);
const lastYear = Date.UTC(9999, 0);

/** A place as it stands in the address. */
export function writeCursor({ startsAt, id }: Cursor): string {
  return `${startsAt.getTime()}.${id}`;
}

/** Reads it back; what isn't one means the beginning. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, time, id] = form.exec(text ?? '') ?? [];
  if (!time || !id) return undefined;
  const startsAt = new Date(Number(time));
  // PostgreSQL doesn't read the six-digit years that JavaScript writes.
  return startsAt.getTime() > firstYear && startsAt.getTime() < lastYear ? { startsAt, id } : undefined;
}
