import 'server-only';
import { type Label, labelSheets, type PaperSize, type Part } from '../document';
import { inks, type Look, leading, type Pen } from './pen';

type Style = {
  pad: number;
  /** Sizes of the title, and how many lines it may have before it is drawn smaller. */
  title: { sizes: readonly number[]; lines: number };
  mark: Look;
  text: Look;
  /** Room between the mark and the frame around it; none where it has none. */
  frame: number;
};

const amount: Look = { size: 9.5, weight: 'strong' };
/** On a label for a box all 14 allergens fit under a long name, whichever of them a dish has or may have. */
const styles: Record<keyof typeof labelSheets, Style> = {
  cards: {
    ...{ pad: 10, title: { sizes: [12, 10.5, 9], lines: 2 }, frame: 0 },
    ...{ mark: { size: 8.5, weight: 'strong', ink: 'danger' }, text: { size: 8 } },
  },
  boxes: {
    ...{ pad: 7, title: { sizes: [12, 10.5, 9], lines: 1 }, frame: 3 },
    ...{ mark: { size: 8, weight: 'strong', ink: 'danger' }, text: { size: 7.5 } },
  },
};

/** Labels on their sheets, one after the other; what doesn't fit on one is cut with "…", what nobody may overlook comes first. */
export function drawLabels(
  pen: Pen,
  { labels, sheet = 'cards' }: Extract<Part, { kind: 'labels' }>,
  size: PaperSize,
): void {
  const { across, down, width, height, left, top, gap } = labelSheets[sheet][size];
  const style = styles[sheet];
  labels.forEach((one, index) => {
    const place = index % (across * down);
    if (index > 0 && place === 0) pen.doc.addPage();
    drawLabel(pen, one, style, {
      x: left + (place % across) * (width + gap) + style.pad,
      y: top + Math.floor(place / across) * height + style.pad,
      width: width - 2 * style.pad,
      height: height - 2 * style.pad,
    });
  });
}

type Line = { text: string; look: Look; marked: boolean };
type Box = { x: number; y: number; width: number; height: number };

function drawLabel(pen: Pen, one: Label, style: Style, { x, y, width, height }: Box): void {
  const lines = linesOf(pen, one, style, width);
  const marked = lines.filter((line) => line.marked).length;
  const framed = style.frame > 0 && marked > 0;
  const room = height - (framed ? 2 * style.frame + 2 : 0);
  let used = 0;
  const fitting = lines.filter(({ look }) => {
    used += leading(look);
    return used <= room;
  });
  let at = y;
  let frameTop = y;
  fitting.forEach(({ text, look, marked: isMark }, index) => {
    if (framed && isMark && !fitting[index - 1]?.marked) {
      frameTop = at + 1;
      at += style.frame + 1;
    }
    const isCut = index === fitting.length - 1 && fitting.length < lines.length;
    pen.write(isCut ? `${text} …` : text, { x: isMark ? x + style.frame : x, y: at }, look);
    at += leading(look);
    if (framed && isMark && !fitting[index + 1]?.marked) {
      at += style.frame + 1;
      pen.doc
        .rect(x, frameTop, width, at - 1 - frameTop)
        .lineWidth(1.25)
        .strokeColor(inks.danger)
        .stroke();
    }
  });
}

function linesOf(pen: Pen, one: Label, { title, mark, text, frame }: Style, width: number): Line[] {
  const strong = (size: number): Look => ({ size, weight: 'strong' });
  const size = title.sizes.find((each) => pen.lines(one.title, width, strong(each)).length <= title.lines);
  const head = strong(size ?? Math.min(...title.sizes));
  const set = (words: string | undefined, look: Look, within = width, marked = false) =>
    words ? pen.lines(words, within, look).map((line) => ({ text: line, look, marked })) : [];
  return [
    ...set(one.title, head).slice(0, title.lines + 1),
    ...set(one.amount, amount),
    ...set(one.mark, mark, width - 2 * frame, true),
    ...one.lines.flatMap((line) => set(line, text)),
  ];
}
