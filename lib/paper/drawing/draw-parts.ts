import 'server-only';
import type { Fact, Part } from '../document';
import { beginningOf, drawTable } from './draw-table';
import { type Ink, inks, type Look, leading, type Pen } from './pen';

const title: Look = { size: 11, weight: 'strong' };
const label: Look = { size: 8, ink: 'muted' };
const value: Look = { size: 9.5 };
const between = 12;
/** Points under a heading over facts: some rows of them, and the head of what follows with its first row. */
const factsRoom = 160;

type Of<K extends Part['kind']> = Extract<Part, { kind: K }>;

/** Draws one part at the pen and leaves the pen under it. */
export async function drawPart(pen: Pen, part: Part): Promise<void> {
  if (part.kind === 'page') return pen.turn();
  pen.y += between;
  if ('title' in part && part.title && part.kind !== 'box') {
    // A heading is never the last thing on a page, and what is named by it begins under it.
    const lines = pen.lines(part.title, pen.area.width, title);
    pen.need(lines.length * leading(title) + roomUnder(pen, part));
    for (const line of lines) {
      pen.write(line, { x: pen.area.left, y: pen.y }, title);
      pen.y += leading(title);
    }
    pen.y += 4;
  }
  switch (part.kind) {
    case 'facts':
      return drawFacts(pen, part);
    case 'sides':
      return drawSides(pen, part);
    case 'table':
      return drawTable(pen, part);
    case 'totals':
      return drawTotals(pen, part);
    case 'box':
      return drawBox(pen, part);
    case 'text':
      return pen.paragraph(part.text, value);
    case 'ticks':
      return drawTicks(pen, part);
    case 'signatures':
      return drawSignatures(pen, part);
    case 'labels':
      return undefined;
  }
}

/** Points of a part that stay with its heading. */
function roomUnder(pen: Pen, part: Part): number {
  if (part.kind === 'facts') return factsRoom;
  return part.kind === 'table' ? beginningOf(pen, part) + 4 : 52;
}

function drawFacts(pen: Pen, { facts, columns = 2 }: Of<'facts'>): void {
  const gap = 16;
  const width = (pen.area.width - gap * (columns - 1)) / columns;
  const shown = facts.filter((fact) => fact.value.trim());
  for (let at = 0; at < shown.length; at += columns) {
    const row = shown.slice(at, at + columns).map((fact) => ({ fact, lines: factLines(pen, fact, width) }));
    const height = leading(label) + Math.max(...row.map(({ lines }) => lines.length)) * leading(value) + 6;
    pen.need(Math.min(height, 120));
    const top = pen.y;
    const page = pen.doc.bufferedPageRange().count;
    row.forEach(({ fact, lines }, column) => {
      const x = pen.area.left + column * (width + gap);
      // Notes of a page and more stand alone in their row, so that turning within them moves nothing beside them.
      if (pen.doc.bufferedPageRange().count === page) pen.y = top;
      pen.write(fact.label, { x, y: pen.y }, label);
      pen.y += leading(label);
      const look: Look = { ...value, ...(fact.strong && { weight: 'strong' }) };
      for (const line of lines) {
        pen.need(leading(value));
        pen.write(line, { x, y: pen.y }, { ...look, ...(fact.href && { ink: 'brand' }) });
        if (fact.href) pen.doc.link(x, pen.y, pen.width(line, look), leading(value), fact.href);
        pen.y += leading(value);
      }
    });
    if (pen.doc.bufferedPageRange().count === page) pen.y = top + height;
    else pen.y += 6;
  }
}

const factLines = (pen: Pen, fact: Fact, width: number) =>
  pen.lines(fact.value, width, { ...value, ...(fact.strong && { weight: 'strong' as const }) });

function drawSides(pen: Pen, { sides }: Of<'sides'>): void {
  const gap = 24;
  const width = (pen.area.width - gap * (sides.length - 1)) / sides.length;
  const set = sides.map((side) => ({
    title: side.title,
    lines: side.lines.flatMap((line) => pen.lines(line, width, value)),
  }));
  const height = leading(label) + Math.max(...set.map(({ lines }) => lines.length)) * leading(value);
  pen.need(height);
  set.forEach((side, column) => {
    const x = pen.area.left + column * (width + gap);
    pen.write(side.title, { x, y: pen.y }, label);
    side.lines.forEach((line, at) => {
      const y = pen.y + leading(label) + at * leading(value);
      pen.write(line, { x, y }, { ...value, weight: at === 0 ? 'strong' : 'regular' });
    });
  });
  pen.y += height;
}

function drawTotals(pen: Pen, { rows }: Of<'totals'>): void {
  const width = Math.min(pen.area.width, 270);
  const x = pen.area.left + pen.area.width - width;
  const set = rows.map((row) => {
    const look: Look = { size: row.strong ? 11 : 9.5, weight: row.strong ? 'strong' : 'regular' };
    const room = width - pen.width(row.amount, look) - 12;
    const lines = pen.lines(row.label, Math.max(room, 60), look);
    return { row, look, lines, height: lines.length * leading(look) + 5 };
  });
  // A total never stands on another page than what it is the sum of.
  const whole = set.reduce((sum, { height }) => sum + height, 0);
  if (whole <= (pen.area.bottom - pen.area.top) / 2) pen.need(whole);
  for (const { row, look, lines, height } of set) {
    pen.need(height);
    if (row.strong) pen.doc.rect(x - 6, pen.y, width + 12, height).fill(inks.wash);
    lines.forEach((line, at) => {
      pen.write(line, { x, y: pen.y + 2.5 + at * leading(look) }, look);
    });
    pen.write(row.amount, { x, y: pen.y + 2.5, width, align: 'end' }, look);
    pen.y += height;
  }
}

const boxInk: Record<Of<'box'>['tone'], Ink> = { danger: 'danger', attention: 'attention', plain: 'line' };

/** A frame around its lines; one that goes over pages has its title on each. */
function drawBox(pen: Pen, box: Of<'box'>): void {
  const pad = 8;
  const ink = boxInk[box.tone];
  const head: Look = { size: 10.5, weight: 'strong', ink: ink === 'line' ? 'ink' : ink };
  const width = pen.area.width - pad * 2;
  const x = pen.area.left + pad;
  const lines = [
    ...pen.lines(box.title, width, head).map((text) => ({ text, look: head })),
    ...box.lines.flatMap((line) => pen.lines(line, width, value).map((text) => ({ text, look: value }))),
  ];
  pen.need(
    Math.min(
      lines.reduce((sum, { look }) => sum + leading(look), pad * 2),
      110,
    ),
  );
  let top = pen.y;
  const frame = () => {
    pen.doc
      .rect(pen.area.left, top, pen.area.width, pen.y + pad - top)
      .lineWidth(box.tone === 'plain' ? 0.75 : 1.75)
      .strokeColor(inks[ink])
      .stroke();
  };
  pen.y += pad;
  for (const { text, look } of lines) {
    if (leading(look) + pad > pen.room) {
      frame();
      pen.turn();
      top = pen.y;
      pen.y += pad;
    }
    pen.write(text, { x, y: pen.y }, look);
    pen.y += leading(look);
  }
  frame();
  pen.y += pad;
}

function drawTicks(pen: Pen, { items }: Of<'ticks'>): void {
  const size = 9;
  for (const item of items) {
    const lines = pen.lines(item, pen.area.width - size - 8, value);
    pen.need(Math.min(lines.length, 3) * leading(value) + 4);
    pen.doc
      .rect(pen.area.left, pen.y + 2, size, size)
      .lineWidth(0.9)
      .strokeColor(inks.muted)
      .stroke();
    for (const line of lines) {
      pen.need(leading(value));
      pen.write(line, { x: pen.area.left + size + 8, y: pen.y }, value);
      pen.y += leading(value);
    }
    pen.y += 4;
  }
}

function drawSignatures(pen: Pen, { fields }: Of<'signatures'>): void {
  const gap = 20;
  const width = (pen.area.width - gap * (fields.length - 1)) / Math.max(fields.length, 1);
  pen.need(64);
  pen.y += 42;
  fields.forEach((field, at) => {
    const x = pen.area.left + at * (width + gap);
    pen.doc
      .moveTo(x, pen.y)
      .lineTo(x + width, pen.y)
      .lineWidth(0.75)
      .strokeColor(inks.muted)
      .stroke();
    pen.write(field, { x, y: pen.y + 3 }, label);
  });
  pen.y += leading(label) + 6;
}
