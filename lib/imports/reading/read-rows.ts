import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { streamXlsxRows } from 'hucre/xlsx';
import { Refusal } from '@/lib/platform/errors';
import { formatCount } from '@/lib/platform/format/numbers';
import { decodeText, delimiterWords, encodingWords, findDelimiter, findEncoding } from './decode-text';
import { fileKind, wrongFile } from './file-kind';

/** Longer than any address or note that a form takes. */
export const longestCell = 10_000;
const mostColumns = 200;
/** A quote that never closes makes the rest of a file one cell. */
const longestRow = 8 * 1024 * 1024;

/** A row with the line where it begins, from 1. A cell that is too long is cut, and too long still. */
export type Row = { line: number; cells: string[] };
/** How a file was read, in words, and its rows as they come; nothing of it is held whole but its bytes. */
export type Table = { readAs: string; rows: AsyncGenerator<Row> };

export const isTooLong = (cell: string): boolean => cell.length > longestCell;

/**
 * Reads a list of whatever kind, encoding and delimiter. Throws Refusal, at once or at a row, for what can't be read as
 * one. Formulas give the value that was last computed and are never run.
 */
export function readRows(bytes: Buffer, name: string): Table {
  if (fileKind(bytes, name) === 'xlsx') return { readAs: 'Excel workbook', rows: workbookRows(bytes) };
  const encoding = findEncoding(bytes);
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, 64 * 1024));
  const delimiter = findDelimiter(head);
  const readAs = `CSV, ${encodingWords[encoding]}, ${delimiterWords[delimiter]}`;
  return { readAs, rows: textRows(Readable.from(decodeText(bytes, encoding)), delimiter) };
}

async function* textRows(text: Readable, delimiter: string): AsyncGenerator<Row> {
  // Where the parser is, which runs ahead of whoever takes the rows.
  let begins = 1;
  const parser = text.pipe(
    parse({
      delimiter,
      info: true,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestRow,
      on_record: (got: string[], { lines }) => {
        begins = lines + 1;
        return got;
      },
    }),
  );
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const cells = record.map(cleanCell);
      if (cells.some((cell) => cell !== '')) yield mustBeNarrow({ line, cells });
      line = info.lines + 1;
    }
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof CsvError)) throw error;
    throw wrongFile(
      `From line ${formatCount(begins)} on the file can’t be read: a quotation mark there is never closed, or a row is longer than 8 MB.`,
    );
  }
}

async function* workbookRows(bytes: Buffer): AsyncGenerator<Row> {
  try {
    for await (const { index, values } of streamXlsxRows(bytes)) {
      const cells = values.map((value) => cleanCell(spelled(value)));
      if (cells.some((cell) => cell !== '')) yield mustBeNarrow({ line: index + 1, cells });
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw wrongFile('This workbook can’t be read. Save it again as .xlsx without a password, or as CSV.');
  }
}

/** What stands in a cell, as text; a moment as every list of ours writes it. */
function spelled(value: string | number | boolean | Date | null): string {
  if (value === null) return '';
  if (value instanceof Date) {
    const [day, time] = value.toISOString().slice(0, 16).split('T');
    return time === '00:00' ? `${day}` : `${day} ${time}`;
  }
  return String(value);
}

/** What our own lists put before a text that a spreadsheet would run. */
const madeText = /^'(?='*(?:\s*[=+\-@＝＋－＠]|[\t\r\n]))/;

function cleanCell(typed: string): string {
  const cell = typed.replaceAll('\u0000', '');
  if (cell.length > longestCell) return cell.slice(0, longestCell + 1);
  return cell.replace(madeText, '').trim();
}

function mustBeNarrow(row: Row): Row {
  while (row.cells.length > 0 && row.cells.at(-1) === '') row.cells.pop();
  if (row.cells.length > mostColumns)
    throw wrongFile(
      `Line ${formatCount(row.line)} has more than ${mostColumns} columns. Keep those of the list.`,
    );
  return row;
}
