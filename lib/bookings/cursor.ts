/** A place in a list ordered by start and id. */
export type Cursor = { startsAt: Date; id: string };

const form = /^(-?\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** A place as it stands in the address. */
export function writeCursor({ startsAt, id }: Cursor): string {
  return `${startsAt.getTime()}.${id}`;
}

/** Reads it back; what isn't one means the beginning. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, time, id] = form.exec(text ?? '') ?? [];
  if (!time || !id) return undefined;
  const startsAt = new Date(Number(time));
  return Number.isNaN(startsAt.getTime()) ? undefined : { startsAt, id };
}

/**
 * What a person typed as an ILIKE pattern; undefined where it is too short to mean anything. Something that
 * looks like a phone number matches without its national zero and its blanks.
 */
export function searchPattern(typed: string | undefined): string | undefined {
  const text = (typed ?? '').trim().slice(0, 100);
  if (text.length < 2) return undefined;
  const digits = text.replace(/[\s()-]/g, '').replace(/^(\+|00?)/, '');
  const wanted = /^\d{4,}$/.test(digits) ? digits : text;
  return `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
}
