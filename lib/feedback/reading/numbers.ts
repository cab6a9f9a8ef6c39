import type { Parsed } from './parsed';
import { type Base, bare, explicit, type Quantity, quantityOf, toScore } from './quantity';
import { wordSet } from './word-set';

const over = wordSet('/ ÷ over upon sur out of outof on bisa cikin for מתוך من ב علي');
const shortOver = wordSet('of on for من علي cikin');
const range = wordSet('- – — to or and a ou et anaa abi ko zuwa او الي או עד alo vaseɖe');
const starWord =
  /^(?:stars?|etoiles?|nsoroma|taurar[io]|tauraro|نجوم|نجمه|نجمات|כוכבים|כוכב|gletiviwo|xletiviwo|pts|points?|marks?|maki|נקודות)$/u;
const percentWord = wordSet('percent percentage pct אחוז אחוזים بالمئه بالمايه بالميه');
const beforePart = wordSet('and et point virgule');
const betweenWords = wordSet('between entre daga tsakanin بين בין');

interface Read {
  value: number;
  to: number;
  spelled: boolean;
  plural: boolean;
}

class NumberReader {
  constructor(private readonly parsed: Parsed) {}

  word(at: number): string {
    const token = this.parsed.tokens[at];
    return token && (token.kind === 'word' || token.kind === 'mark') ? token.text : '';
  }

  /** Spelled value of a word; "one" and its like in other languages are left to the caller's context. */
  private spelledValue(at: number): number | null {
    const token = this.parsed.tokens[at];
    if (token?.kind !== 'word') return null;
    const { numbers } = this.parsed.lexicon;
    const value = numbers.get(token.text);
    if (value !== undefined) return value;
    if (token.text.charCodeAt(0) < 0x590) return null;
    for (const prefix of [/^[\u0648\u05d5]/u, /^(?:\u0627\u0644|[\u05dc\u05d1\u05d4])/u]) {
      const inner = numbers.get(token.text.replace(prefix, ''));
      if (inner !== undefined) return inner;
    }
    return null;
  }

  /** One written number: digits, a word, "ninety five", "four and a half". */
  read(at: number): Read | null {
    const token = this.parsed.tokens[at];
    if (!token) return null;
    if (token.kind === 'number' && Number.isNaN(token.value)) return null;
    if (token.kind === 'number')
      return this.withHalf({ value: token.value, to: at + 1, spelled: false, plural: false });
    const value = this.spelledValue(at);
    if (value === null) return null;
    const next = this.spelledValue(at + 1);
    if (/^une?$/.test(token.text) && !starWord.test(this.word(at + 1)) && !over.has(this.word(at + 1)))
      return null;
    if (value === 1 && next === 100) return { value: 100, to: at + 2, spelled: true, plural: false };
    if (value >= 20 && value < 100 && next !== null && next > 0 && next < 10)
      return { value: value + next, to: at + 2, spelled: true, plural: false };
    return this.withHalf({
      value,
      to: at + 1,
      spelled: true,
      plural: /^(?:fives|fours|tens|threes)$/.test(token.text),
    });
  }

  private withHalf(read: Read): Read {
    const link = this.word(read.to);
    if (!beforePart.has(link)) return read;
    const next = this.word(read.to + 1);
    if (link === 'and' && next === 'a' && this.word(read.to + 2) === 'half')
      return { ...read, value: read.value + 0.5, to: read.to + 3 };
    if (link === 'and' && next === 'half') return { ...read, value: read.value + 0.5, to: read.to + 2 };
    if (link === 'et' && /^demie?$/.test(next)) return { ...read, value: read.value + 0.5, to: read.to + 2 };
    if (link === 'point' || link === 'virgule') {
      const decimal =
        this.parsed.tokens[read.to + 1]?.kind === 'number'
          ? this.parsed.tokens[read.to + 1]?.value
          : this.spelledValue(read.to + 1);
      if (decimal !== undefined && decimal !== null && decimal < 10)
        return { ...read, value: read.value + decimal / 10, to: read.to + 2 };
    }
    return read;
  }

  /** The denominator behind a number: "/5", "out of ten", "sur vingt". */
  denominator(at: number): { value: number; to: number } | null {
    let next = at;
    let link = '';
    while (next < at + 3 && over.has(this.word(next)) && (link === '' || this.word(next) !== '/')) {
      link = this.word(next);
      next++;
    }
    if (link === 'a' || next === at) {
      if (this.word(at) === 'a' && this.word(at + 1) === 'cikin') next = at + 2;
      else return null;
    }
    if (link === '/' && this.isChain(at, next)) return null;
    const token = this.parsed.tokens[next];
    const below = token?.kind === 'number' ? { value: token.value, to: next + 1 } : this.spelledBelow(next);
    if (!below || ![5, 10, 20, 100].includes(below.value)) return null;
    if (next - at === 1 && shortOver.has(link) && below.value > 10) return null;
    return below;
  }

  /** "5/4/5/4" is a list. */
  private isChain(at: number, next: number): boolean {
    const { tokens } = this.parsed;
    const isSlash = (i: number) => tokens[i]?.text === '/';
    return (
      (isSlash(next + 1) && tokens[next + 2]?.kind === 'number') ||
      (isSlash(at - 2) && tokens[at - 3]?.kind === 'number')
    );
  }

  private spelledBelow(at: number): { value: number; to: number } | null {
    const value = this.spelledValue(at);
    if (value === null) return null;
    if (value === 1 && this.spelledValue(at + 1) === 100) return { value: 100, to: at + 2 };
    return { value, to: at + 1 };
  }
}

/** More numbers than this in one message are a list of something, not a rating; the rest is not read. */
export const readQuantities = 64;

/** Every number of the message as a possible rating; whether it is one is decided by its neighbours in `ratings.ts`. */
export function findQuantities(parsed: Parsed): Quantity[] {
  const reader = new NumberReader(parsed);
  const found: Quantity[] = [];
  let at = 0;
  while (at < parsed.tokens.length && found.length < readQuantities) {
    const isStars = parsed.tokens[at]?.kind === 'stars';
    const first = isStars ? null : reader.read(at);
    const quantity = isStars ? readStars(parsed, at) : first && readQuantity(parsed, reader, at, first);
    if (quantity) found.push(quantity);
    at = quantity?.to ?? first?.to ?? at + 1;
  }
  return found;
}

function readStars(parsed: Parsed, at: number): Quantity {
  let to = at;
  let filled = 0;
  while (
    parsed.tokens[to]?.kind === 'stars' &&
    (to === at || parsed.tokens[to]?.sentence === parsed.tokens[at]?.sentence)
  ) {
    filled += parsed.tokens[to]?.value ?? 0;
    to++;
  }
  return {
    from: at,
    to,
    score: toScore(filled),
    explicit: true,
    written: filled,
    spelled: false,
    plural: false,
    percent: false,
    stars: true,
    range: false,
    scale: null,
  };
}

const minus = new Set(['-', '−', 'minus', 'negative', 'moins']);

function readQuantity(parsed: Parsed, reader: NumberReader, start: number, first: Read): Quantity | null {
  const { tokens } = parsed;
  const sign = isNegative(parsed, reader, start) ? -1 : 1;
  const base: Base = {
    from: start,
    spelled: first.spelled,
    plural: first.plural || isPlural(parsed, first.to),
    written: first.value,
    percent: false,
    stars: false,
    range: false,
    scale: null,
  };
  const range = readRange(parsed, reader, start, first);
  base.range = range !== null || (/,/.test(tokens[start]?.text ?? '') && !Number.isInteger(first.value));
  const value = sign * (range?.value ?? first.value);
  let to = range?.to ?? first.to;
  if (base.plural && !first.plural) to++;
  const below = reader.denominator(to);
  if (below) {
    base.scale = below.value;
    return explicit(base, (value * 5) / below.value, skipStars(parsed, below.to));
  }
  const next = reader.word(to);
  if (isPercent(parsed, reader, to)) {
    base.percent = true;
    return explicit(base, value / 20, to + (next === 'per' || next === 'pour' ? 2 : 1));
  }
  if (starWord.test(next) || tokens[to]?.kind === 'stars') {
    const after = starWord.test(next) ? to + 1 : skipStars(parsed, to);
    const scale = reader.denominator(after);
    const isPoints = /^(?:points?|marks?|maki|pts|נקודות)$/u.test(next);
    if (!scale && isPoints) return bare(base, value, after);
    base.stars = true;
    return scale ? explicit(base, (value * 5) / scale.value, scale.to) : explicit(base, value, after);
  }
  if (next === '*' && tokens[to]?.glued) return explicit(base, value, to + 1);
  if (sign < 0) return quantityOf(base, to, toScore(value), false);
  if (range) base.written = value;
  return bare(base, value, to);
}

function skipStars(parsed: Parsed, at: number): number {
  let to = at;
  while (parsed.tokens[to]?.kind === 'stars') to++;
  return starWord.test(parsed.tokens[to]?.text ?? '') ? to + 1 : to;
}

function isPlural(parsed: Parsed, at: number): boolean {
  const next = parsed.tokens[at];
  return next?.kind === 'word' && next.text === 's' && next.glued;
}

function isPercent(parsed: Parsed, reader: NumberReader, at: number): boolean {
  const word = reader.word(at);
  if (word === '%' || percentWord.has(word)) return true;
  return /^(?:cent)$/.test(parsed.tokens[at + 1]?.text ?? '') && (word === 'per' || word === 'pour');
}

function isNegative(parsed: Parsed, reader: NumberReader, at: number): boolean {
  const before = reader.word(at - 1);
  if (!minus.has(before)) return false;
  if (/^\p{L}/u.test(before)) return true;
  return (
    parsed.tokens[at]?.glued === true &&
    (at === 1 || !parsed.tokens[at - 1]?.glued) &&
    parsed.tokens[at - 2]?.kind !== 'word'
  );
}

/** "3-4", "4 or 5", "between 3 and 4": the mean; a chain of three numbers is a list, not a range. */
function readRange(
  parsed: Parsed,
  reader: NumberReader,
  start: number,
  first: Read,
): { value: number; to: number } | null {
  if (first.value > 10) return null;
  const link = reader.word(first.to);
  if (!range.has(link)) return null;
  const second = reader.read(first.to + 1);
  if (!second || second.value > 10 || second.value === first.value) return null;
  const between = betweenWords.has(reader.word(start - 1));
  if ((link === 'and' || link === 'et' || link === 'a') && !between && link !== 'a') return null;
  if (link === 'a' && parsed.language !== 'fr') return null;
  if (
    link === 'to' &&
    ['changed', 'change', 'from'].includes(reader.word(start - 1)) &&
    /chang|correct|updat/.test(parsed.text)
  )
    return null;
  if (
    link === '-' &&
    (reader.word(start - 1) === '-' || (reader.word(second.to) === '-' && reader.read(second.to + 1)))
  )
    return null;
  return { value: (first.value + second.value) / 2, to: second.to };
}
