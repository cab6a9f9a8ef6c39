import { fold } from '@/lib/platform/import-kind';
import type { Row } from './read-rows';

/** What a line of a booking is, and how many of it, as the last parts of a column's name say it. */
const things = new Set([
  ...[
    'name',
    'displayname',
    'description',
    'item',
    'itemname',
    'menuitem',
    'menuitemname',
    'itemid',
    'menuitemid',
  ],
  ...['dish', 'dishname', 'service', 'servicename', 'serviceid', 'product', 'productname', 'productid'],
]);
const counts = new Set(['quantity', 'qty', 'productuomqty', 'orderedquantity', 'servings', 'count']);
/** "Menu Lines", "order_line_ids", "Services": never whose or where it is. */
const ofLines = /lines?(ids?)?$|^(menu)?(items?|dishes)(ids?)?$|^services?(ids?)?$/;

type Group = { thing: number; count: number | undefined };

/** The column that the lines of a record are put together in, as the columns' page shows it. */
export const foldedHead = 'Dishes and services';

/**
 * Puts the lines of a record together as other programs write them: in columns of their own ("Menu Lines/Menu Item",
 * "Menu Lines/Quantity"), the first beside the record, each further one in a row whose other columns are empty. Such a row
 * belongs to the record above it. Its line stays the record's first. A list without such columns passes as it is.
 */
export async function* foldLines(rows: AsyncGenerator<Row>): AsyncGenerator<Row> {
  const first = await rows.next();
  if (first.done) return;
  const heads = first.value;
  const groups = groupsOf(heads.cells);
  if (groups.length === 0) {
    yield heads;
    yield* rows;
    return;
  }
  const inLines = linesColumns(heads.cells);
  const own = heads.cells.map((_, column) => column).filter((column) => !inLines.has(column));
  const ownOf = ({ cells }: Row) => own.map((column) => cells[column] ?? '');
  yield { line: heads.line, cells: [...ownOf(heads), foldedHead] };
  let record: { row: Row; cells: string[]; lines: string[] } | undefined;
  const told = ({ row: { line }, cells, lines }: NonNullable<typeof record>): Row => ({
    line,
    cells: [...cells, lines.join('\n')],
  });
  for await (const row of rows) {
    const cells = ownOf(row);
    const lines = groups.flatMap((group) => lineOf(row.cells, group));
    if (record && lines.length > 0 && cells.every((cell) => cell === '')) {
      record.lines.push(...lines);
      continue;
    }
    if (record) yield told(record);
    record = { row, cells, lines };
  }
  if (record) yield told(record);
}

const partsOf = (head: string) => head.split('/').map(fold);
const isOfLines = (head: string) => head.includes('/') && ofLines.test(partsOf(head)[0] ?? '');

function linesColumns(heads: readonly string[]): Set<number> {
  const named = new Set(groupsOf(heads).map(({ thing }) => partsOf(heads[thing] ?? '')[0]));
  return new Set(
    heads.flatMap((head, column) => (isOfLines(head) && named.has(partsOf(head)[0]) ? [column] : [])),
  );
}

function groupsOf(heads: readonly string[]): Group[] {
  const groups = new Map<string, { thing?: number; count?: number }>();
  heads.forEach((head, column) => {
    if (!isOfLines(head)) return;
    const parts = partsOf(head);
    const group = groups.get(parts[0] ?? '') ?? {};
    groups.set(parts[0] ?? '', group);
    const last = parts.at(-1) ?? '';
    if (counts.has(last)) group.count ??= column;
    else if (things.has(last)) group.thing ??= column;
  });
  return [...groups.values()].flatMap(({ thing, count }) => (thing === undefined ? [] : [{ thing, count }]));
}

/** "75 x Jollof rice", as a list of bookings has it in one cell. */
function lineOf(cells: readonly string[], { thing, count }: Group): string[] {
  const name = cells[thing] ?? '';
  const quantity = count === undefined ? '' : (cells[count] ?? '');
  if (name === '' && quantity === '') return [];
  // Other programs write whole numbers as 75.0.
  return [quantity === '' ? name : `${quantity.replace(/[.,]0+$/, '')} x ${name}`];
}
