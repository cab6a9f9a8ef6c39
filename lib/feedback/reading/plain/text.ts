import { type Parsed, phrasesOfKind } from '../parsed';
import type { Token } from '../tokens';
import type { Source } from './notation';
import { entriesOf } from './vocabulary';

const starWord = /^(?:s|stars?|etoiles?|points?|marks?|nsoroma)$/;

/** Numbers as some write them, and words as all do. */
const lookalikes = new Set(['tree', 'wan']);

/** The tokens of a message as the grammar sees them. */
export class PlainText implements Source {
  private readonly ends: (Map<string, number> | undefined)[] = [];

  private readonly tokens: readonly Token[];

  constructor(private readonly parsed: Parsed) {
    this.tokens = parsed.tokens;
  }

  endOfWords(words: readonly string[], at: number): number {
    for (let i = 0; i < words.length; i++) if (this.tokens[at + i]?.text !== words[i]) return -1;
    return at + words.length;
  }

  endOfClass(name: string, at: number): number {
    if (at >= this.tokens.length) return -1;
    let ends = this.ends[at];
    if (!ends) {
      ends = this.endsAt(at);
      this.ends[at] = ends;
    }
    return ends.get(name) ?? -1;
  }

  private endsAt(at: number): Map<string, number> {
    const ends = new Map<string, number>();
    const token = this.tokens[at];
    if (!token) return ends;
    for (const { name, words } of entriesOf(token.text)) {
      const to = words.length === 1 ? at + 1 : this.endOfWords(words, at);
      if (to > (ends.get(name) ?? -1)) ends.set(name, to);
    }
    for (const { from, to } of phrasesOfKind(this.parsed, 'optOut'))
      if (this.parsed.tokenOf[from] === at)
        ends.set('stop', this.endOfClause(this.parsed.tokenOf[to - 1] ?? at));
    const asked = this.endOfRequest(at, ends);
    if (asked > at) ends.set('request', asked);
    if (token.kind === 'stars' && token.value >= 1 && token.value <= 5) ends.set('stars', at + 1);
    if (token.kind === 'number' && /^[0-9][.][0-9]{1,2}$/.test(token.text)) ends.set('half', at + 1);
    const value = this.valueAt(token);
    if (value === null) return ends;
    ends.set('any', at + 1);
    if (value >= 1 && value <= 20) ends.set('number', at + 1);
    if (value === 5 || value === 10 || value === 20) ends.set('top', at + 1);
    return ends;
  }

  /** A sentence of its own that asks for something of the trade ("Please send me the invoice."), whatever else it says. */
  private endOfRequest(at: number, ends: Map<string, number>): number {
    const { sentence } = this.tokens[at] ?? {};
    if (
      !ends.has('requesting') ||
      (this.tokens[at - 1]?.sentence === sentence && this.tokens[at - 1]?.kind === 'word')
    )
      return -1;
    let names = false;
    let to = at;
    for (; this.tokens[to]?.sentence === sentence; to++) {
      const { isNumber, kind, text } = this.tokens[to] as Token;
      if (isNumber || kind === 'stars') return -1;
      names ||= entriesOf(text).some(
        ({ name, words }) => name === 'business' && this.endOfWords(words, to) > to,
      );
    }
    return names ? to : -1;
  }

  private endOfClause(at: number): number {
    let to = at + 1;
    while (this.tokens[to]?.kind === 'word' && !this.tokens[to]?.isNumber) to++;
    return to;
  }

  /** A whole number that stands by itself: "5", "5.0", "five", not "4.5", "5k" or "b4". */
  private valueAt(token: Token): number | null {
    if (token.kind === 'number') return /^\d+(?:[.,]0+)?$/.test(token.text) ? Math.trunc(token.value) : null;
    if (token.kind !== 'word' || lookalikes.has(token.text)) return null;
    return this.parsed.lexicon.numbers.get(token.text) ?? null;
  }
}

/** Whether a letter is written onto a digit: "5k", "b4". */
export function isGluedToNumber(tokens: readonly Token[]): boolean {
  return tokens.some((token, at) => {
    const before = tokens[at - 1];
    if (!token.glued || !before) return false;
    if (token.kind === 'word' && before.kind === 'number') return !starWord.test(token.text);
    return token.kind === 'number' && before.kind === 'word';
  });
}
