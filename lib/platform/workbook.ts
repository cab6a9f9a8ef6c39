import 'server-only';
import { writeXlsxStream } from 'hucre/xlsx';
import type { Cell } from './csv';

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
  return cell.length > mostInCell ? `${cell.slice(0, mostInCell - 1)}…` : cell;
}
