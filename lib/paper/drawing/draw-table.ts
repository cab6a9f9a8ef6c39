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
export async function drawTable(pen: Pen, { columns, rows, empty }: Table): Promise<void> {
  const widths = columnWidths(columns, pen.area.width);
  const places = columns.map(({ align }, index) => ({
    x: pen.area.left + widths.slice(0, index).reduce((sum, width) => sum + width, 0),
    width: (widths[index] ?? 0) - (index < columns.length - 1 ? gap : 0),
    align,
  }));
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
  pen.need(leading(headLook) * 2 + leading(body) * 2 + pad * 4);
  drawHead();
  if (rows.length === 0 && empty) {
    pen.y += pad;
    pen.paragraph(empty, small);
    return;
  }
  pen.onTurn = drawHead;
  for (const [at, row] of rows.entries()) {
    drawRow(pen, setRow(pen, row, places), row, rows[at + 1]);
    if (at % 40 === 39) await othersTurn();
  }
  pen.onTurn = undefined;
}

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

function drawRow(pen: Pen, sets: readonly Cell[], row: Row, next: Row | undefined): void {
  const heightOf = (from: number, to?: number) =>
    Math.max(
      leading(body),
      ...sets.map(({ lines }) => lines.slice(from, to).reduce((sum, { look }) => sum + leading(look), 0)),
    );
  const most = Math.max(...sets.map(({ lines }) => lines.length), 1);
  const before = row.look === 'group' ? 6 : pad;
  // A heading stays with the row below it.
  const after = row.look === 'group' && next ? leading(body) + pad * 2 : 0;
  const whole = before + heightOf(0) + pad;
  const page = pen.area.bottom - pen.area.top - 40;
  if (whole + after > pen.room && whole <= page) pen.turn();
  for (let from = 0; from < most; ) {
    let to = from + 1;
    while (to < most && before + heightOf(from, to + 1) + pad <= pen.room) to += 1;
    const top = pen.y;
    if (row.look === 'sum')
      pen.doc.rect(pen.area.left, top, pen.area.width, before + heightOf(from, to) + pad).fill(inks.wash);
    for (const { lines, ...place } of sets) {
      let y = top + before;
      for (const { text, look } of lines.slice(from, to)) {
        pen.write(text, { ...place, y }, look);
        y += leading(look);
      }
    }
    pen.y = top + before + heightOf(from, to) + pad;
    from = to;
    if (from < most) pen.turn();
  }
  if (row.look !== 'group' && next?.look !== 'part') pen.rule('line', pen.y, 0.4);
}
