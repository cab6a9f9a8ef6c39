import { decimals } from './format/money';
import { type Locality, wallClock } from './format/zones';
import type { Place } from './sent';

/** A number stands as it is; a text may have been typed by anybody. */
export type Cell = string | number | null | undefined;

/** A list as a file: its name without the ending, and what stands in each column. */
export type Sheet<Row> = {
  name: string;
  columns: readonly { head: string; cell: (row: Row, place: Place) => Cell }[];
};

/** Rows that a file asks the database for at a time. */
export const csvPage = 1000;

/** Lets a spreadsheet read the file as UTF-8. */
export const byteOrderMark = '\ufeff';

/** What a spreadsheet would run as a formula is made a text by an apostrophe, also behind apostrophes, so that an import can take one away. */
export const formula = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** One record of a CSV file (RFC 4180) with its line's end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** An amount of minor units as a plain decimal of units, for a sum in a spreadsheet: 93000 of GHS → 930. */
export function csvMoney(minor: number, currency: string): number {
  const places = decimals(currency);
  return Number((minor / 10 ** places).toFixed(places));
}

/** A moment on the company's wall clock, as every spreadsheet reads and sorts it: "2026-03-01 18:30". */
export function csvTime(at: Date | null, { timeZone }: Pick<Locality, 'timeZone'>): string {
  if (!at) return '';
  const { year, month, day, hour, minute } = wallClock(timeZone, at.getTime());
  const two = (figure: number) => String(figure).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
