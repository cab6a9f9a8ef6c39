import 'server-only';
import { eq } from 'drizzle-orm';
import { exports } from '@/db/schema/exports';
import { may } from '@/lib/auth/permissions';
import type { Cell } from '@/lib/platform/csv';
import { csvText, cutLine } from '@/lib/platform/sheet-file';
import { partBytes, putPart } from '../keeping/parts';
import { listNamed } from '../lists';
import { mostRows } from '../schema';
import { type Export, keepWork, readWork, type Work } from './export-run';

/** Pages of a part at most, so that no step of a run takes minutes. */
const pagesInPart = 50;
/** After so many its person sees how far it is, and it hears of being cancelled. */
const pagesAtOnce = 5;

/** What became of it: more parts follow, all rows are there, the run lost it, or why it can't be made. */
export type Went = 'more' | 'whole' | 'gone' | { failed: string };

const words = {
  list: 'This list can’t be made into a file any more.',
  rights:
    'Your rights changed while it was made, so it was stopped. Ask for it again if you may see the list.',
};

/**
 * Reads the next pages of the list as the person who asked, whose rights are looked up with each, and keeps them as one
 * part. Until the row says so the part doesn't count: a process that dies writes it again.
 */
export async function writeRows(
  work: Work,
  { most = mostRows, mostPages = pagesInPart } = {},
): Promise<Went> {
  const row = await readWork(work);
  if (!row) return 'gone';
  const list = listNamed(row.list);
  if (!list) return { failed: words.list };
  const isFirst = row.rowParts === 0;
  const part = partOf(row, isFirst);
  if (isFirst) part.add([list.heads]);
  const asked = {
    who: { member: { userId: row.userId, companyId: row.companyId } },
    search: Object.fromEntries(new URLSearchParams(row.filter)),
  };
  let { madeAs, estimatedRows, place, keptRows } = row;
  let isWhole = false;
  for (let pages = 1; !isWhole && pages <= mostPages && part.bytes() < partBytes; pages += 1) {
    const counts = estimatedRows === null;
    const page = await list.open({
      ...asked,
      after: place ?? undefined,
      ...(counts && { countTo: most }),
    });
    if (page.state !== 'open' || !may(page.identity.role, 'exports.run')) return { failed: words.rights };
    if (madeAs !== null && page.identity.role !== madeAs) return { failed: words.rights };
    madeAs = page.identity.role;
    if (counts) estimatedRows = Math.min(page.total ?? 0, most);
    const cells = page.cells.slice(0, most - keptRows);
    keptRows += cells.length;
    part.add(cells);
    const cut = cells.length < page.cells.length || (keptRows >= most && page.next !== undefined);
    if (cut) part.add([cutLine(most)]);
    isWhole = cut || page.next === undefined;
    place = page.next ?? null;
    if (pages % pagesAtOnce === 0 && !(await keepWork(work, { doneRows: keptRows, estimatedRows, madeAs })))
      return 'gone';
  }
  const bytes = part.take();
  await putPart(row, row.rowParts + 1, part.kind, bytes);
  const kept = await keepWork(
    work,
    {
      ...{ madeAs, estimatedRows, place, keptRows, doneRows: keptRows, rowParts: row.rowParts + 1 },
      bytes: row.bytes + bytes.length,
    },
    eq(exports.rowParts, row.rowParts),
  );
  if (!kept) return 'gone';
  return isWhole ? 'whole' : 'more';
}

/** Gathers rows as they stand in the file, or for a workbook as JSON: it is written once all of them are there. */
function partOf({ format }: Export, isFirst: boolean) {
  const kind = format === 'csv' ? ('csv' as const) : ('json' as const);
  const chunks: Buffer[] = [];
  let size = 0;
  let begins = isFirst;
  return {
    kind,
    bytes: () => size,
    add(cells: Cell[][]) {
      const text = kind === 'csv' ? csvText(cells, begins) : `${JSON.stringify(cells)}\n`;
      begins = false;
      const chunk = Buffer.from(text);
      chunks.push(chunk);
      size += chunk.length;
    },
    take: () => Buffer.concat(chunks.splice(0), size),
  };
}
