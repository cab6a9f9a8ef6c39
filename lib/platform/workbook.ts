import 'server-only';
import { writeXlsxStream } from 'hucre/xlsx';
import { type Cell, formula } from './csv';

/** Characters that a cell holds at most; a workbook with more in one is called damaged when it is opened. */
const mostInCell = 32_767;

/**
 * Records as a workbook of one sheet, written while they come, so that its size doesn't count. Texts are stored as
 * texts: what looks like a formula is shown as it was typed and never run.
 */
export function workbook(name: string, records: AsyncIterable<Cell[][]>): ReadableStream<Uint8Array> {
  return writeXlsxStream(rowsOf(records), { name, freezePane: { rows: 1 } });
}

async function* rowsOf(records: AsyncIterable<Cell[][]>) {
  for await (const rows of records) for (const row of rows) yield row.map(cellOf);
}

function cellOf(cell: Cell): string | number | null {
  if (typeof cell !== 'string') return cell ?? null;
  // Whoever reads it again takes one apostrophe away, as of a CSV that was saved as a workbook.
  const text = cell.startsWith("'") && formula.test(cell) ? `'${cell}` : cell;
  return text.length > mostInCell ? `${text.slice(0, mostInCell - 1)}…` : text;
}
