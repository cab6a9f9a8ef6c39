import 'server-only';
import type { Cell } from '@/lib/platform/csv';
import { workbook } from '@/lib/platform/workbook';
import { getPart, partBytes, putPart, removeRows } from '../keeping/parts';
import { type Export, keepWork, readWork, type Work } from './export-run';

/**
 * Writes the workbook of the rows that were kept, part after part; a CSV file is written by then. False where the run lost
 * it. Begins anew each time.
 */
export async function writeWorkbook(work: Work): Promise<boolean> {
  const row = await readWork(work);
  if (!row) return false;
  if (row.format === 'csv' || row.fileParts > 0) return true;
  const reader = workbook(row.list, recordsOf(row)).getReader();
  let waiting: Uint8Array[] = [];
  let size = 0;
  let bytes = 0;
  let parts = 0;
  const keep = async () => {
    parts += 1;
    bytes += size;
    await putPart(row, parts, 'xlsx', Buffer.concat(waiting, size));
    waiting = [];
    size = 0;
    return keepWork(work, {});
  };
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      waiting.push(next.value);
      size += next.value.length;
      if (size >= partBytes && !(await keep())) return false;
    }
    if (size > 0 && !(await keep())) return false;
  } finally {
    await reader.cancel();
  }
  if (!(await keepWork(work, { fileParts: parts, bytes }))) return false;
  await removeRows(row);
  return true;
}

async function* recordsOf(row: Export): AsyncGenerator<Cell[][], void> {
  for (let n = 1; n <= row.rowParts; n += 1) {
    const lines = (await getPart(row, n, 'json')).toString().split('\n');
    for (const line of lines) if (line !== '') yield JSON.parse(line) as Cell[][];
  }
}
