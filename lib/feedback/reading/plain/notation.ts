/**
 * A small grammar as text, one rule a line or several that go on with `|`: `Name = parts`. A part is a rule (capital), a class of words from the
 * vocabulary (small), words in quotes, or parts in brackets; `?` it may be missing, `*` any number of it, `|` either,
 * of which the one that reaches furthest counts. Rules name only rules above them, so that work stays bounded.
 */

/** What a rule is matched against: a text as positions, `-1` for what doesn't stand there. */
export interface Source {
  /** Where the longest phrase of a class that begins here ends. */
  endOfClass: (name: string, at: number) => number;
  /** Where these words, or this mark, that begin here end. */
  endOfWords: (words: readonly string[], at: number) => number;
}

/** A rule that matched, at positions, `to` exclusive. */
export interface Found {
  rule: string;
  from: number;
  to: number;
}

/** A statement: which form, what it consists of, where. */
export interface Statement extends Found {
  parts: Found[];
}

type Match = (source: Source, at: number, found: Found[]) => number;
export type Grammar = ReadonlyMap<string, Match>;

/** Compiles rules; `isClass` says which small names the vocabulary has. Unknown names are an error of whoever wrote them. */
export function compileGrammar(text: string, isClass: (name: string) => boolean): Grammar {
  const rules = new Map<string, Match>();
  const lines = text.replace(/\n\s*\|/g, ' |').split('\n');
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const [name = '', ...rest] = line.split(' = ');
    const parts = rest.join(' = ').match(/'[^']+'|\w+|[()?*|]/g) ?? [];
    const reader = new PartReader(parts, rules, isClass);
    const match = reader.readChoice();
    if (!reader.isDone()) throw new Error(`a rule that can't be read: ${line}`);
    rules.set(name.trim(), telling(name.trim(), match));
  }
  return rules;
}

/** Notes where a rule matched, behind what it consists of. */
function telling(rule: string, match: Match): Match {
  return (source, at, found) => {
    const to = match(source, at, found);
    if (to >= 0) found.push({ rule, from: at, to });
    return to;
  };
}

class PartReader {
  private at = 0;

  constructor(
    private readonly parts: string[],
    private readonly rules: Map<string, Match>,
    private readonly isClass: (name: string) => boolean,
  ) {}

  isDone(): boolean {
    return this.at === this.parts.length;
  }

  readChoice(): Match {
    const choices = [this.readRow()];
    while (this.parts[this.at] === '|') {
      this.at++;
      choices.push(this.readRow());
    }
    const [only] = choices;
    return choices.length === 1 && only ? only : furthest(choices);
  }

  private readRow(): Match {
    const row: Match[] = [];
    while (!this.isDone() && !/^[)|]$/.test(this.parts[this.at] ?? '')) row.push(this.readPart());
    return row.length === 1 && row[0] ? row[0] : inRow(row);
  }

  private readPart(): Match {
    const part = this.readOne(this.parts[this.at++] ?? '');
    if (this.parts[this.at] === '?') {
      this.at++;
      return optional(part);
    }
    if (this.parts[this.at] !== '*') return part;
    this.at++;
    return repeated(part);
  }

  private readOne(part: string): Match {
    if (part === '(') {
      const inner = this.readChoice();
      this.at++;
      return inner;
    }
    if (part.startsWith("'")) {
      const words = part.slice(1, -1).split(' ');
      return (source, at) => source.endOfWords(words, at);
    }
    const rule = this.rules.get(part);
    if (rule) return rule;
    if (!this.isClass(part)) throw new Error(`no rule and no class of words: ${part}`);
    return (source, at) => source.endOfClass(part, at);
  }
}

function inRow(row: Match[]): Match {
  return (source, start, found) => {
    const before = found.length;
    let at = start;
    for (const match of row) {
      at = match(source, at, found);
      if (at >= 0) continue;
      found.length = before;
      return -1;
    }
    return at;
  };
}

function furthest(choices: Match[]): Match {
  return (source, at, found) => {
    const before = found.length;
    let best = -1;
    let kept: Found[] = [];
    for (const match of choices) {
      const to = match(source, at, found);
      if (to > best) {
        best = to;
        kept = found.slice(before);
      }
      found.length = before;
    }
    for (const one of kept) found.push(one);
    return best;
  };
}

const optional =
  (match: Match): Match =>
  (source, at, found) => {
    const to = match(source, at, found);
    return to < 0 ? at : to;
  };

const repeated =
  (match: Match): Match =>
  (source, start, found) => {
    let at = start;
    for (let to = match(source, at, found); to > at; to = match(source, at, found)) at = to;
    return at;
  };
