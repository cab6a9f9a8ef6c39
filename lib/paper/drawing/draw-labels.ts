import 'server-only';
import type { Part } from '../document';
import { type Look, leading, type Pen } from './pen';

const across = 3;
const down = 8;
const pad = 10;
const mark: Look = { size: 8.5, weight: 'strong', ink: 'danger' };
const text: Look = { size: 8 };

/** Labels on sheets of 3 by 8 (70 × 37 mm of A4), edge to edge; what doesn't fit on one is cut with "…". */
export function drawLabels(
  pen: Pen,
  { labels }: Extract<Part, { kind: 'labels' }>,
  sheet: { width: number; height: number },
): void {
  const [width, height] = [sheet.width / across, sheet.height / down];
  labels.forEach((one, index) => {
    const place = index % (across * down);
    if (index > 0 && place === 0) pen.doc.addPage();
    const x = (place % across) * width + pad;
    const top = Math.floor(place / across) * height + pad;
    const bottom = top + height - 2 * pad;
    const room = width - 2 * pad;
    const size = [12, 10.5, 9].find(
      (each) => pen.lines(one.title, room, { size: each, weight: 'strong' }).length <= 2,
    );
    const head: Look = { size: size ?? 9, weight: 'strong' };
    const set = [
      ...pen
        .lines(one.title, room, head)
        .slice(0, 3)
        .map((line) => ({ line, look: head })),
      ...(one.mark ? pen.lines(one.mark, room, mark).map((line) => ({ line, look: mark })) : []),
      ...one.lines.flatMap((each) => pen.lines(each, room, text)).map((line) => ({ line, look: text })),
    ];
    let y = top;
    set.forEach(({ line, look }, at) => {
      const next = set[at + 1];
      if (y + leading(look) > bottom) return;
      const last = next && y + leading(look) + leading(next.look) > bottom;
      pen.write(last ? `${line} …` : line, { x, y }, look);
      y += leading(look);
    });
  });
}
