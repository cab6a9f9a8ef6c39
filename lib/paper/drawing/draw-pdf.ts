import 'server-only';
import PDFDocument from 'pdfkit';
import { codeSquares } from '../code-squares';
import { logoSize, type PaperDocument, type Part, paperWords, sheetSizes } from '../document';
import { drawLabels } from './draw-labels';
import { drawPart } from './draw-parts';
import { inks, type Look, leading, othersTurn, Pen } from './pen';
import { typefaces } from './typefaces';

const margin = 42;
const footRoom = 34;
const small: Look = { size: 8, ink: 'muted' };

/**
 * A paper as a PDF, with its typefaces in it. Lets others work between its parts and rows' pages, so that one of 300 pages
 * holds nobody up; the pages stay open until all are counted ("2 of 5"). `logo` is the letterhead's as PNG.
 */
export async function drawPdf(paper: PaperDocument, logo?: Buffer): Promise<Buffer> {
  const { width, height } = sheetSizes[paper.letterhead.size];
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    bufferPages: true,
    lang: paper.letterhead.language,
    displayTitle: true,
    // None of the standard typefaces, which lack most of what is written here.
    font: null as unknown as string,
    info: {
      Title: [paper.title, paper.number].filter(Boolean).join(' · '),
      Author: paper.letterhead.name,
      Producer: 'Cater',
      Creator: 'Cater',
    },
  });
  for (const name of ['regular', 'strong', 'other'] as const)
    doc.registerFont(name, typefaces[name]().font as unknown as Buffer);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const labels = paper.parts.find(
    (part): part is Extract<Part, { kind: 'labels' }> => part.kind === 'labels',
  );
  const area = { left: margin, top: margin, width: width - 2 * margin, bottom: height - margin - footRoom };
  if (labels) drawLabels(new Pen(doc, area, () => {}), labels, paper.letterhead.size);
  else await drawPages(new Pen(doc, area, (pen) => drawRunningHead(pen, paper)), paper, logo);
  doc.end();
  return done;
}

async function drawPages(pen: Pen, paper: PaperDocument, logo: Buffer | undefined): Promise<void> {
  drawHead(pen, paper, logo);
  for (const part of paper.parts) {
    await drawPart(pen, part);
    await othersTurn();
  }
  const { count } = pen.doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pen.doc.switchToPage(page);
    drawFoot(pen, paper, { page: page + 1, count });
    if (page % 20 === 19) await othersTurn();
  }
}

function drawHead(pen: Pen, paper: PaperDocument, logo: Buffer | undefined): void {
  const { letterhead } = paper;
  const { left, width, top } = pen.area;
  const codeSize = paper.code ? 62 : 0;
  const room = width - (codeSize ? codeSize + 20 : 0);
  if (paper.code) drawCode(pen, paper.code, { x: left + width - codeSize, y: top, size: codeSize });
  if (logo && letterhead.logo) {
    const size = logoSize(letterhead.logo);
    pen.doc.image(logo, left, pen.y, size);
    pen.y += size.height + 8;
  }
  pen.paragraph(letterhead.name, { size: 10.5, weight: 'strong', ink: 'brand' }, { width: room });
  const contact = [
    letterhead.address?.replaceAll('\n', ', '),
    letterhead.phone,
    letterhead.email,
    letterhead.taxNumber && `${paperWords[letterhead.language].taxNumber} ${letterhead.taxNumber}`,
  ].filter(Boolean);
  pen.paragraph(contact.join('  ·  '), small, { width: room });
  pen.y += 12;
  pen.paragraph(paper.title, { size: 19, weight: 'strong' }, { width: room });
  if (paper.number)
    pen.paragraph(paper.number, { size: 10.5, weight: 'strong', ink: 'muted' }, { width: room });
  if (paper.subtitle) pen.paragraph(paper.subtitle, { size: 10.5 }, { width: room });
  pen.y = Math.max(pen.y, top + (codeSize ? codeSize + 26 : 0)) + 6;
  pen.rule('brand', pen.y, 1.25);
}

function drawCode(
  pen: Pen,
  { address, caption }: NonNullable<PaperDocument['code']>,
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const squares = codeSquares(address);
  const edge = size / squares.length;
  squares.forEach((row, down) => {
    row.forEach((dark, across) => {
      // A hair larger: no white lines between the squares of a row.
      if (dark) pen.doc.rect(x + across * edge, y + down * edge, edge + 0.05, edge + 0.05);
    });
  });
  pen.doc.fill(inks.ink);
  pen.doc.link(x, y, size, size, address);
  pen.lines(caption, size + 12, { size: 6.5 }).forEach((line, at) => {
    const look: Look = { size: 6.5, ink: 'muted' };
    pen.write(
      line,
      { x: x - 12, y: y + size + 2 + at * leading(look), width: size + 12, align: 'end' },
      look,
    );
  });
}

/** What a page is of, where it was parted from the first. */
function drawRunningHead(pen: Pen, paper: PaperDocument): void {
  const words = [paper.title, paper.number, paper.subtitle].filter(Boolean).join(' · ');
  const [line = '', more] = pen.lines(words, pen.area.width, small);
  pen.write(more ? `${line} …` : line, { x: pen.area.left, y: pen.y }, small);
  pen.y += leading(small) + 3;
  pen.rule();
  pen.y += 8;
}

function drawFoot(pen: Pen, paper: PaperDocument, { page, count }: { page: number; count: number }): void {
  const { left, width, bottom } = pen.area;
  const y = bottom + 12;
  pen.rule('line', y - 4);
  const number = paperWords[paper.letterhead.language].page(page, count);
  pen.write(number, { x: left, y, width, align: 'end' }, small);
  const words = [paper.letterhead.footer?.replaceAll('\n', ' · '), paper.printed]
    .filter(Boolean)
    .join('  ·  ');
  const look: Look = { size: 7.5, ink: 'muted' };
  pen
    .lines(words, width - 70, look)
    .slice(0, 3)
    .forEach((line, at) => {
      pen.write(line, { x: left, y: y + at * leading(look) }, look);
    });
}
