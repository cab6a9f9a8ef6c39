import { memoiseByWord } from './memoise';
import { semiticForms } from './word-forms';

/**
 * Phrases as data. A pattern is words divided by spaces: `a|b` either, `[a|b]` optional, `stem*` any ending, `_` up to
 * two and `__` up to five other words, `#` a number, `<` start of the sentence, `>` its end. A match never crosses a sentence.
 */
export interface Phrase<Label> {
  pattern: string;
  label: Label;
}
export interface PhraseMatch<Label> {
  label: Label;
  /** Word positions, `to` exclusive. */
  from: number;
  to: number;
}
export interface Word {
  text: string;
  sentence: number;
  clause: number;
  isNumber: boolean;
  /** Arabic and Hebrew: the word without its written-on prefixes too. */
  forms: string[] | undefined;
}

interface Step {
  exact: Set<string>;
  stems: string[];
  number: boolean;
  optional: boolean;
  gap: number;
  any: boolean;
  end: boolean;
}
interface Compiled<Label> {
  steps: Step[];
  label: Label;
  atStart: boolean;
}

export interface PhraseFinder<Label> {
  (words: Word[]): PhraseMatch<Label>[];
  /** Does any phrase begin with this word? Where no word of a text does, it need not be searched. */
  mayStart: (text: string) => boolean;
}

/** Compiles once; the finder's work is bounded by words × patterns sharing a first word × gap sizes. */
export function compilePhrases<Label>(phrases: Phrase<Label>[]): PhraseFinder<Label> {
  const byWord = new Map<string, Compiled<Label>[]>();
  const byStem = new Map<string, Compiled<Label>[]>();
  for (const { pattern, label } of phrases) index({ pattern, label }, byWord, byStem);
  const candidates = memoiseByWord((text) => {
    const forms = semiticForms(text);
    const starting = (forms ?? [text]).flatMap((form) => [
      ...(byWord.get(form) ?? []),
      ...(form.length > 2 ? (byStem.get(form.slice(0, 3)) ?? []) : []),
    ]);
    const word = { text, forms, isNumber: false };
    return splitBySecond(starting.filter(({ steps: [first] }) => first && accepts(first, word)));
  });
  const numeric = byWord.get('#') ?? [];
  const find = (words: Word[]) => {
    const found: PhraseMatch<Label>[] = [];
    for (let from = 0; from < words.length; from++) {
      const word = words[from] as Word;
      if (word.isNumber) for (const compiled of numeric) collect(compiled, words, from, 1, found);
      const { alone, bySecond } = candidates(word.text);
      for (const compiled of alone) collect(compiled, words, from, 1, found);
      if (bySecond.size > 0) collectBySecond(bySecond, words, from, found);
    }
    return found;
  };
  const mayStart = (text: string) => {
    const { alone, bySecond } = candidates(text);
    return alone.length > 0 || bySecond.size > 0;
  };
  return Object.assign(find, { mayStart });
}

/** Patterns that begin with one word: those whose second word is fixed are looked up by it. */
interface Candidates<Label> {
  alone: Compiled<Label>[];
  bySecond: Map<string, Compiled<Label>[]>;
}

function splitBySecond<Label>(compiled: Compiled<Label>[]): Candidates<Label> {
  const split: Candidates<Label> = { alone: [], bySecond: new Map() };
  for (const one of compiled) {
    const second = one.steps[1];
    const fixed =
      second && second.exact.size > 0 && second.stems.length === 0 && !second.optional && !second.number;
    if (fixed) for (const word of second.exact) push(split.bySecond, word, one);
    else split.alone.push(one);
  }
  return split;
}

function collectBySecond<Label>(
  bySecond: Candidates<Label>['bySecond'],
  words: Word[],
  from: number,
  found: PhraseMatch<Label>[],
): void {
  const next = words[from + 1];
  if (next === undefined || next.sentence !== words[from]?.sentence) return;
  if (!next.forms) {
    for (const compiled of bySecond.get(next.text) ?? []) collect(compiled, words, from, 2, found);
    return;
  }
  const tried = new Set(next.forms.flatMap((form) => bySecond.get(form) ?? []));
  for (const compiled of tried) collect(compiled, words, from, 2, found);
}

/** Tries the steps behind the `known` ones, which the lookups by word have matched already. */
function collect<Label>(
  compiled: Compiled<Label>,
  words: Word[],
  from: number,
  known: number,
  found: PhraseMatch<Label>[],
): void {
  if (compiled.atStart && from > 0 && words[from - 1]?.sentence === words[from]?.sentence) return;
  const to = matchSteps(compiled.steps, known, words, from + known, words[from]?.sentence ?? 0);
  if (to > from) found.push({ label: compiled.label, from, to });
}

let steps = 0;

/** Pattern steps tried so far by this process: how tests measure work instead of time. */
export const stepsTried = (): number => steps;

function matchSteps(rules: Step[], step: number, words: Word[], at: number, sentence: number): number {
  steps++;
  const rule = rules[step];
  if (!rule) return at;
  const word = words[at];
  const inside = word !== undefined && word.sentence === sentence;
  if (rule.end) return inside ? -1 : at;
  if (rule.any) return inside ? matchSteps(rules, step + 1, words, at + 1, sentence) : -1;
  if (rule.gap > 0) {
    for (let skipped = 0; skipped <= rule.gap; skipped++) {
      const to = matchSteps(rules, step + 1, words, at + skipped, sentence);
      if (to >= 0) return to;
      if (words[at + skipped]?.sentence !== sentence) return -1;
    }
    return -1;
  }
  if (inside && accepts(rule, word)) {
    const to = matchSteps(rules, step + 1, words, at + 1, sentence);
    if (to >= 0) return to;
  }
  return rule.optional ? matchSteps(rules, step + 1, words, at, sentence) : -1;
}

function accepts(rule: Step, word: Pick<Word, 'text' | 'forms' | 'isNumber'>): boolean {
  if (rule.number && word.isNumber) return true;
  if (!word.forms) return rule.exact.has(word.text) || (rule.stems.length > 0 && hasStem(rule, word.text));
  return word.forms.some((form) => rule.exact.has(form) || hasStem(rule, form));
}

function hasStem(rule: Step, text: string): boolean {
  return rule.stems.some((stem) => text.startsWith(stem));
}

function index<Label>(
  phrase: Phrase<Label>,
  byWord: Map<string, Compiled<Label>[]>,
  byStem: Map<string, Compiled<Label>[]>,
): void {
  const parts = phrase.pattern.trim().split(/\s+/);
  const atStart = parts[0] === '<';
  const steps = (atStart ? parts.slice(1) : parts).map(compileStep);
  const compiled = { steps, label: phrase.label, atStart };
  const head = steps[0];
  if (head?.optional) {
    const [first = '', ...rest] = atStart ? parts.slice(1) : parts;
    const start = atStart ? '< ' : '';
    index({ pattern: `${start}${rest.join(' ')}`, label: phrase.label }, byWord, byStem);
    index(
      { pattern: `${start}${first.slice(1, -1)} ${rest.join(' ')}`, label: phrase.label },
      byWord,
      byStem,
    );
    return;
  }
  if (!head || head.gap || head.any) throw new Error(`phrase needs a first word: ${phrase.pattern}`);
  if (head.number) push(byWord, '#', compiled);
  for (const word of head.exact) push(byWord, word, compiled);
  for (const stem of new Set(head.stems.map((text) => text.slice(0, 3)))) {
    if (stem.length < 3) throw new Error(`stem too short: ${phrase.pattern}`);
    push(byStem, stem, { ...compiled, steps: [head, ...steps.slice(1)] });
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function compileStep(part: string): Step {
  const step: Step = {
    exact: new Set(),
    stems: [],
    number: false,
    optional: false,
    gap: 0,
    any: part === '?',
    end: part === '>',
  };
  if (part === '_' || part === '__') return { ...step, gap: part === '_' ? 2 : 5 };
  const optional = part.startsWith('[');
  for (const choice of (optional ? part.slice(1, -1) : part).split('|')) {
    if (choice === '#') step.number = true;
    else if (choice.endsWith('*')) step.stems.push(choice.slice(0, -1));
    else step.exact.add(choice);
  }
  return { ...step, optional };
}
