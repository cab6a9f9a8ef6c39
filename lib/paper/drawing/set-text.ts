/** How wide a text is, in points. */
export type Measure = (text: string) => number;

/**
 * Breaks a text into lines that fit a width: at its own line ends, else between words, else (an address, a name of 90
 * characters without a space) within a word. A character wider than the width stands alone. Never loses a character but
 * the blanks at which it breaks.
 */
export function setText(text: string, width: number, measure: Measure): string[] {
  return text
    .replaceAll('\t', ' ')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((line) => setLine(line, width, measure));
}

function setLine(line: string, width: number, measure: Measure): string[] {
  if (measure(line) <= width) return [line];
  const lines: string[] = [];
  let open = '';
  // A no-break space keeps "GHS 5.00" together.
  for (const word of line.split(/(?<=[ \u2009-])/)) {
    if (measure((open + word).trimEnd()) <= width) {
      open += word;
      continue;
    }
    if (open.trim()) lines.push(open.trimEnd());
    open = '';
    if (measure(word.trimEnd()) <= width) {
      open = word;
      continue;
    }
    const pieces = breakWord(word, width, measure);
    open = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  if (open.trim()) lines.push(open.trimEnd());
  return lines;
}

/** A character with the marks on it. */
const characters = /\P{M}\p{M}*|\p{M}+/gu;

function breakWord(word: string, width: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let open = '';
  for (const segment of word.match(characters) ?? []) {
    if (open && measure(open + segment) > width) {
      pieces.push(open);
      open = '';
    }
    open += segment;
  }
  return open ? [...pieces, open] : pieces;
}

export type Run = { text: string; other: boolean };

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
/** Nothing to see, and no typeface has them: joiners, variation selectors, marks of direction. */
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069]|\p{Variation_Selector}|\p{Cc}/gu;

/**
 * A line in the pieces that one typeface has: the paper's own, or the other that knows more scripts; what neither has is a
 * hollow square rather than nothing. Words from right to left stand in that order among themselves.
 */
export function runsOf(line: string, has: (typeface: 'own' | 'other', codePoint: number) => boolean): Run[] {
  const runs: Run[] = [];
  for (const character of orderWords(line.replace(unseen, ''))) {
    const code = character.codePointAt(0) ?? 0;
    const own = has('own', code);
    const text = own || has('other', code) ? character : '□';
    const other = !own && (text === '□' ? !has('own', 0x25a1) : true);
    const last = runs.at(-1);
    // A blank goes with what is before it, so that a phrase of another script is one piece.
    if (last && (last.other === other || text === ' ')) last.text += text;
    else runs.push({ text, other });
  }
  return runs;
}

function orderWords(line: string): string {
  if (!rightToLeft.test(line)) return line;
  const words = line.split(' ');
  const ordered: string[] = [];
  for (let at = 0; at < words.length; ) {
    let end = at;
    while (end < words.length && rightToLeft.test(words[end] ?? '')) end += 1;
    if (end > at) ordered.push(...words.slice(at, end).reverse());
    else ordered.push(words[end++] ?? '');
    at = end;
  }
  return ordered.join(' ');
}
