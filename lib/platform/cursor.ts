/** A place in a list ordered by an instant and an id. */
export type Cursor = { at: Date; id: string };
/** A place in a list ordered by a text, such as a name, and an id. */
export type TextCursor = { text: string; id: string };

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const cursorForm = new RegExp(`^(-?\\d{1,15})\\.(${uuid})$`);
const countedForm = /^(-?\d{1,15})\.(\d{1,15})$/;
const isoForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const textForm = new RegExp(`^([A-Za-z0-9_-]{0,2000})\\.(${uuid})$`);

// PostgreSQL doesn't read the six-digit years that JavaScript writes.
const first = Date.UTC(1900, 0);
const last = Date.UTC(9999, 0);

/** An address holds one value of a name, several, or none; only one can be a place. */
type Given = string | readonly string[] | undefined;

const one = (given: Given) => (typeof given === 'string' ? given : '');

/** The place as it stands in the address: `<milliseconds>.<id>`. */
export function writeCursor({ at, id }: Cursor): string {
  return `${at.getTime()}.${id}`;
}

/** Reads it back; what isn't one, or can't be a place of any row, means the beginning. */
export function readCursor(given: Given): Cursor | undefined {
  return placeIn(cursorForm, given);
}

/** The same in a list whose ids are counted: `<milliseconds>.<number>`. */
export function readCountedCursor(given: Given): Cursor | undefined {
  return placeIn(countedForm, given);
}

function placeIn(form: RegExp, given: Given): Cursor | undefined {
  const [, time, id] = form.exec(one(given)) ?? [];
  const at = new Date(Number(time));
  return id && at.getTime() > first && at.getTime() < last ? { at, id } : undefined;
}

/** The place in a list ordered by a text: `<text in base64url>.<id>`. */
export function writeTextCursor({ text, id }: TextCursor): string {
  return `${toBase64(text)}.${id}`;
}

/** Reads it back; what isn't one, or holds what no row can (NUL, broken UTF-8), means the beginning. */
export function readTextCursor(given: Given): TextCursor | undefined {
  const [, encoded, id] = textForm.exec(one(given)) ?? [];
  if (encoded === undefined || !id) return undefined;
  const text = fromBase64(encoded);
  return text === undefined || text.includes('\u0000') ? undefined : { text, id };
}

/** The same where the text is a whole number. */
export function readNumberCursor(given: Given): TextCursor | undefined {
  const place = readTextCursor(given);
  return place && /^-?\d{1,15}$/.test(place.text) ? place : undefined;
}

/** The same where it is an instant as ISO writes it, or `-infinity` where there is none. */
export function readInstantCursor(given: Given): TextCursor | undefined {
  const place = readTextCursor(given);
  if (place?.text === '-infinity') return place;
  return place && isoForm.test(place.text) && isMoment(place.text) ? place : undefined;
}

/** The same where it is a day of the calendar. */
export function readDayCursor(given: Given): TextCursor | undefined {
  const place = readTextCursor(given);
  return place && dayForm.test(place.text) && isMoment(place.text) ? place : undefined;
}

/**
 * Whether a text begins with a day that the calendar has and, where it goes on, a time of that day: JavaScript reads
 * the 30th of February as another day, PostgreSQL doesn't.
 */
export function isMoment(text: string): boolean {
  const [, day = '', time = 'T00:00:00'] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d)?/.exec(text) ?? [];
  const at = new Date(`${day}${time}Z`);
  return at.getTime() > first && at.getTime() < last && at.toISOString().startsWith(`${day}${time}`);
}

// Without Buffer, so that a list's client component can make addresses too.
function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64(encoded: string): string | undefined {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** How a list's query reads on from a place in its address: onwards from `after`, backwards from `before`. */
export function readTurn<P>(
  filter: { after?: string; before?: string },
  read: (given: Given) => P | undefined,
): { from: P | undefined; way: 'after' | 'before' | null } {
  const before = read(filter.before);
  if (before) return { from: before, way: 'before' };
  const after = read(filter.after);
  return { from: after, way: after ? 'after' : null };
}

/**
 * One page of the rows that were found that way, one more than a page holds and backwards in backward order, with
 * the places of the pages around it.
 */
export function turnPage<Row>(
  found: readonly Row[],
  { size, way, cursorOf }: { size: number; way: 'after' | 'before' | null; cursorOf: (row: Row) => string },
): { rows: Row[]; next: string | undefined; previous: string | undefined } {
  const more = found.length > size;
  const rows = found.slice(0, size);
  if (way === 'before') rows.reverse();
  const [first, last] = [rows.at(0), rows.at(-1)];
  const hasNext = way === 'before' || more;
  const hasPrevious = way === 'before' ? more : way === 'after';
  return {
    rows,
    next: hasNext && last ? cursorOf(last) : undefined,
    previous: hasPrevious && first ? cursorOf(first) : undefined,
  };
}
