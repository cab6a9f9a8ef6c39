import 'server-only';
import { columnWidths, type Part, type Row } from '../document';
import { inks, type Look, leading, othersTurn, type Pen } from './pen';

type Table = Extract<Part, { kind: 'table' }>;

const headLook: Look = { size: 8, weight: 'strong', ink: 'muted' };
const body: Look = { size: 9.5 };
const small: Look = { size: 8.5, ink: 'muted' };
const gap = 8;
const pad = 3.5;

type Cell = {
  x: number;
  width: number;
  align: 'start' | 'end' | undefined;
  lines: { text: string; look: Look }[];
};

/** A table with its head on each page that it reaches; a row that is longer than a page goes on over the next. */
export async function drawTable(pen: Pen, table: Table): Promise<void> {
  const { columns, rows, empty } = table;
  const places = placesOf(pen, table);
  const drawHead = () => {
    const heads = columns.map(({ head }, at) => pen.lines(head, places[at]?.width ?? 0, headLook));
    if (heads.every((lines) => lines.join('') === '')) return;
    const height = Math.max(...heads.map((lines) => lines.length)) * leading(headLook);
    heads.forEach((lines, at) => {
      lines.forEach((text, line) => {
        const place = places[at];
        if (place) pen.write(text, { ...place, y: pen.y + line * leading(headLook) }, headLook);
      });
    });
    pen.y += height + 2;
    pen.rule('muted');
    pen.y += 1;
  };
  // The head is never the last thing on a page.
  pen.need(beginningOf(pen, table));
  drawHead();
  if (rows.length === 0 && empty) {
    pen.y += pad;
    pen.paragraph(empty, small);
    return;
  }
  pen.onTurn = drawHead;
  for (const [at, row] of rows.entries()) {
    const next = rows[at + 1];
    // A heading stays with the row below it.
    const after =
      row.look === 'group' && next
        ? Math.min(heightOf(setRow(pen, next, places), 0) + pad * 2, mostAtOnce)
        : 0;
    drawRow(pen, setRow(pen, row, places), { row, next, after });
    if (at % 40 === 39) await othersTurn();
  }
  pen.onTurn = undefined;
}

const placesOf = (pen: Pen, { columns }: Table): Omit<Cell, 'lines'>[] => {
  const widths = columnWidths(columns, pen.area.width);
  return columns.map(({ align }, index) => ({
    x: pen.area.left + widths.slice(0, index).reduce((sum, width) => sum + width, 0),
    width: (widths[index] ?? 0) - (index < columns.length - 1 ? gap : 0),
    align,
  }));
};

/** Of a row that is longer only so much has to follow the head at once. */
const mostAtOnce = 150;

/** Points that the head of a table takes with its first row, and where that is a heading with the row under it. */
export function beginningOf(pen: Pen, table: Table): number {
  const places = placesOf(pen, table);
  const [first, second] = table.rows;
  const rows = first?.look === 'group' && second ? [first, second] : first ? [first] : [];
  const height = rows.reduce(
    (sum, row) => sum + heightOf(setRow(pen, row, places), 0) + spaceBefore(row) + pad,
    0,
  );
  return leading(headLook) * 2 + 3 + Math.min(height || leading(body) + pad, mostAtOnce);
}

const spaceBefore = ({ look }: Row) => (look === 'group' ? 6 : pad);

/** How high the lines of a row are, those from one to another of each cell. */
const heightOf = (sets: readonly Cell[], from: number, to?: number) =>
  Math.max(
    leading(body),
    ...sets.map(({ lines }) => lines.slice(from, to).reduce((sum, { look }) => sum + leading(look), 0)),
  );

function setRow(pen: Pen, row: Row, places: readonly Omit<Cell, 'lines'>[]): Cell[] {
  if (row.look === 'group') {
    const look: Look = { size: 9.5, weight: 'strong', ink: 'brand' };
    const { left, width } = pen.area;
    const lines = pen.lines(row.cells[0] ?? '', width, look).map((text) => ({ text, look }));
    return [{ x: left, width, align: undefined, lines }];
  }
  const look: Look =
    row.look === 'sum' ? { ...body, weight: 'strong' } : row.look === 'part' ? { size: 9, ink: 'ink' } : body;
  return places.map((place, index) => {
    const indent = index === 0 && row.look === 'part' ? 12 : 0;
    const width = place.width - indent;
    const lines = pen.lines(row.cells[index] ?? '', width, look).map((text) => ({ text, look }));
    if (index === 0 && row.note)
      lines.push(...pen.lines(row.note, width, small).map((text) => ({ text, look: small })));
    return { ...place, x: place.x + indent, width, lines };
  });
}

type RowInTable = {
  row: Row;
  next: Row | undefined;
  /** Points that have to be left under it. */
  after: number;
};

function drawRow(pen: Pen, sets: readonly Cell[], { row, next, after }: RowInTable): void {
  const most = Math.max(...sets.map(({ lines }) => lines.length), 1);
  const before = spaceBefore(row);
  const whole = before + heightOf(sets, 0) + pad;
  const page = pen.area.bottom - pen.area.top - 40;
  if (whole + after > pen.room && whole <= page) pen.turn();
  for (let from = 0; from < most; ) {
    let to = from + 1;
    while (to < most && before + heightOf(sets, from, to + 1) + pad <= pen.room) to += 1;
    const top = pen.y;
    if (row.look === 'sum')
      pen.doc
        .rect(pen.area.left, top, pen.area.width, before + heightOf(sets, from, to) + pad)
        .fill(inks.wash);
    for (const { lines, ...place } of sets) {
      let y = top + before;
      for (const { text, look } of lines.slice(from, to)) {
        pen.write(text, { ...place, y }, look);
        y += leading(look);
      }
    }
    pen.y = top + before + heightOf(sets, from, to) + pad;
    from = to;
    if (from < most) pen.turn();
  }
  if (row.look !== 'group' && next?.look !== 'part') pen.rule('line', pen.y, 0.4);
}
