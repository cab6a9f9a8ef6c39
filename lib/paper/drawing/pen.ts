import 'server-only';
import type PDFKit from 'pdfkit';
import { setText } from './set-text';
import { runsIn, type Weight } from './typefaces';

/** Ink that a printer without colours keeps apart. */
export const inks = {
  ink: '#1c1917',
  muted: '#57534e',
  line: '#c7c2bc',
  wash: '#f3f1ec',
  brand: '#2c5e43',
  danger: '#b3261e',
  attention: '#8a5a00',
} as const;
export type Ink = keyof typeof inks;

export type Look = { size: number; weight?: Weight; ink?: Ink };

/** How high a line of that size is, in points. */
export const leading = ({ size }: Look): number => Math.round(size * 1.38 * 4) / 4;

/** Lets whatever else waits in this process go on. */
export const othersTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Makes one piece of the thousands in which a page was written: it stays open until the pages are counted. */
function closeUp({ page }: PDFKit.PDFDocument): void {
  const { content } = page as unknown as { content: { buffer: Buffer[] } };
  content.buffer = [Buffer.concat(content.buffer)];
}

/**
 * Where the next thing is drawn on which page, and how text is measured and written. `turn` begins a page; what is called
 * there first (`onTurn`) draws what stands at the top of it again, such as the head of a table.
 */
export class Pen {
  y: number;
  onTurn: (() => void) | undefined;

  constructor(
    readonly doc: PDFKit.PDFDocument,
    readonly area: { left: number; top: number; width: number; bottom: number },
    private readonly beginPage: (pen: Pen) => void,
  ) {
    this.y = area.top;
  }

  get room(): number {
    return this.area.bottom - this.y;
  }

  turn(): void {
    closeUp(this.doc);
    this.doc.addPage();
    this.y = this.area.top;
    this.beginPage(this);
    this.onTurn?.();
  }

  /** Turns the page where what comes would not fit, unless nothing is on it yet. */
  need(height: number): void {
    if (height > this.room) this.turn();
  }

  /** Words come again and again: each is measured once a document. */
  private readonly measured = new Map<string, number>();

  width(text: string, { size, weight = 'regular' }: Look): number {
    let sum = 0;
    for (const word of text.split(/(?<= )/)) {
      const key = `${weight} ${word}`;
      let width = this.measured.get(key);
      if (width === undefined) {
        width = this.measure(word, weight);
        this.measured.set(key, width);
      }
      sum += width;
    }
    return sum * size;
  }

  /** Of a word at one point. */
  private measure(word: string, weight: Weight): number {
    return runsIn(word).reduce((sum, { text, other }) => {
      this.take({ size: 100, weight }, other);
      return sum + this.doc.widthOfString(text) / 100;
    }, 0);
  }

  lines(text: string, width: number, look: Look): string[] {
    return setText(text, width, (piece) => this.width(piece, look));
  }

  /** Writes one line with its top at `y`. Without a break: it was measured to fit. */
  write(
    text: string,
    at: { x: number; y: number; width?: number; align?: 'start' | 'end' | undefined },
    look: Look,
  ): void {
    let x = at.x;
    if (at.align === 'end' && at.width !== undefined) x += at.width - this.width(text, look);
    const baseline = at.y + leading(look) * 0.5 + look.size * 0.36;
    for (const run of runsIn(text)) {
      this.take(look, run.other);
      this.doc.fillColor(inks[look.ink ?? 'ink']);
      this.doc.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
      x += this.width(run.text, look);
    }
  }

  /** Writes lines one under the other at the pen, over pages where they need them. */
  paragraph(text: string, look: Look, { x = this.area.left, width = this.area.width } = {}): void {
    for (const line of this.lines(text, width, look)) {
      this.need(leading(look));
      this.write(line, { x, y: this.y }, look);
      this.y += leading(look);
    }
  }

  rule(ink: Ink = 'line', y = this.y, thick = 0.75): void {
    const { left, width } = this.area;
    this.doc
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(thick)
      .strokeColor(inks[ink])
      .stroke();
  }

  private take({ size, weight = 'regular' }: Look, other: boolean): void {
    this.doc.font(other ? 'other' : weight).fontSize(size);
  }
}
