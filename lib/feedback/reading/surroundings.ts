import { MARK } from './marks';
import { isPlainCompany } from './number-context';
import { type Parsed, phrasesOfKind } from './parsed';
import type { Quantity } from './quantity';
import { CORRECTING } from './ratings';
import type { Token } from './tokens';
import type { Doubt } from './types';
import { wordSet } from './word-set';

const SURELY = wordSet(
  'hesitation hesitating doubt doubts question thinking hesiter hesitation doute problem wahala',
);
/** "Without hesitation", "no doubt": a denial that only makes it firmer. */
export function isUnreserved(denial: string | undefined, denied: string | undefined): boolean {
  return /^(?:without|sans|no)$/.test(denial ?? '') && SURELY.has(denied ?? '');
}

/** People on whose behalf the writer speaks. */
const HOUSE = wordSet('family bride groom couple kids children everyone everybody');
const RATED = wordSet('score rating mark grade verdict vote answer note');

const DAY_BEFORE = wordSet('yesterday hier');
const ANSWERED = wordSet('rated gave said scored told sent answered replied donne dit mis');

/** The words of the sentence around one number, and what they do to it. */
export class Surroundings {
  private readonly sentence: number;
  private readonly first: number;
  private readonly last: number;

  constructor(
    private readonly parsed: Parsed,
    private readonly marks: number[],
    private readonly quantity: Quantity,
  ) {
    const { words, tokenOf, tokens } = parsed;
    this.sentence = tokens[quantity.from]?.sentence ?? 0;
    let first = 0;
    while (first < words.length && (words[first]?.sentence ?? 0) < this.sentence) first++;
    let last = first;
    while (last < words.length && words[last]?.sentence === this.sentence) last++;
    this.first = first;
    this.last = last;
    let before = first;
    while (before < last && (tokenOf[before] ?? 0) < quantity.from) before++;
    this.before = before;
    let after = before;
    while (after < last && (tokenOf[after] ?? 0) < quantity.to) after++;
    this.after = after;
  }

  /** Words from `first` to `before` stand before the number, from `after` to `last` behind it. */
  private readonly before: number;
  private readonly after: number;

  doubt(doubts: Set<Doubt>): void {
    this.doubtWhole(doubts);
    this.doubtBefore(doubts);
    this.doubtAfter(doubts);
    this.doubtNextSentence(doubts);
  }

  private has(at: number, mark: number): boolean {
    return ((this.marks[at] ?? 0) & mark) !== 0;
  }

  /** Does the word belong to a phrase with a tone of its own ("no complaints", and behind a number "never again")? */
  private isVoiced(at: number): boolean {
    return phrasesOfKind(this.parsed, 'tone').some(
      ({ from, to, label }) =>
        from <= at &&
        at < to &&
        to - from > 1 &&
        (label.weight > 0 || (label.weight < 0 && at >= this.after)),
    );
  }

  /** "Nothing special": a phrase that we know to be neither good nor bad. */
  private isSettled(at: number): boolean {
    return phrasesOfKind(this.parsed, 'tone').some(
      ({ from, to, label }) => from <= at && at < to && to - from > 1 && label.weight === 0,
    );
  }

  /** "How the hall looked", "5 for timing": named as what is rated. */
  private isAspect(at: number): boolean {
    return phrasesOfKind(this.parsed, 'aspect').some(({ from, to }) => from <= at && at < to);
  }

  /** "No wait", "not 1", "without hesitation": denials of something else than this number. */
  private deniesOther(at: number): boolean {
    const { text } = this.parsed.words[at] ?? {};
    const next = this.parsed.words[at + 1];
    if (isUnreserved(this.parsed.words[at - 1]?.text, text)) return true;
    if (!next) return false;
    if (text === 'no' && CORRECTING.has(next.text)) return true;
    if (next.isNumber) return at >= this.after;
    return isUnreserved(text, next.text);
  }

  private doubtWhole(doubts: Set<Doubt>): void {
    const { tokens } = this.parsed;
    const { from } = this.quantity;
    if (this.parsed.asked?.has(this.sentence)) doubts.add('question');
    for (let at = from - 1; at >= 0 && tokens[at]?.sentence === this.sentence; at--)
      if (isYear(tokens[at])) doubts.add('other-time');
    if (this.isYesterdays()) doubts.add('other-time');
    for (let at = this.first; at < this.last; at++) {
      if (at >= this.before && at < this.after) continue;
      if (this.has(at, MARK.condition)) doubts.add('condition');
      if (this.has(at, MARK.scale)) doubts.add('scale');
      if (this.has(at, MARK.joke)) doubts.add('contradiction');
    }
    if (tokens.some(({ kind, text }) => kind === 'emoji' && /[🙄🤡🙃😏]/u.test(text)))
      doubts.add('contradiction');
  }

  /** "I rated 4 yesterday" tells of an answer, "yesterday was a 5" of the event. */
  private isYesterdays(): boolean {
    const said = this.parsed.words.slice(this.first, this.last).map(({ text }) => text);
    return said.some((text) => DAY_BEFORE.has(text)) && said.some((text) => ANSWERED.has(text));
  }

  private doubtBefore(doubts: Set<Doubt>): void {
    let person = false;
    let said = false;
    let near = false;
    let start = this.first;
    for (let at = this.first; at < this.before; at++) {
      const word = this.parsed.words[at];
      if (this.has(at, MARK.link) && word?.text !== 'for' && word?.text !== 'with') {
        start = at + 1;
        person &&= word?.text === 'and';
        said = false;
      }
      if (word?.clause !== this.parsed.words[at - 1]?.clause && at > this.first) person = said = false;
      if (this.has(at, MARK.otherPerson | MARK.notUs) && !this.isAspect(at)) {
        person = true;
        said = false;
        near = at >= this.before - 2;
      } else if (this.has(at, MARK.self)) person &&= said;
      else if (person && this.has(at, MARK.saying)) said = true;
    }
    const clause = this.parsed.tokens[this.quantity.from]?.clause;
    const adjacent = this.has(this.before - 1, MARK.otherPerson | MARK.notUs) && this.before > this.first;
    const same = this.parsed.words[this.before - 1]?.clause === clause;
    if (adjacent || (person && same && (said || near))) doubts.add('somebody-else');
    this.doubtRunUp(start, doubts);
  }

  /** The words from the last "but" or "because" to the number. */
  private doubtRunUp(start: number, doubts: Set<Doubt>): void {
    const clause = this.parsed.tokens[this.quantity.from]?.clause;
    for (let at = start; at < this.before; at++) {
      const word = this.parsed.words[at];
      if (word?.clause === clause && !isPlainCompany(this.parsed, this.parsed.tokenOf[at] ?? 0))
        doubts.add('unclear');
      const near = this.before - at;
      if (this.has(at, MARK.otherTime | MARK.occasion) && !this.isAsAlways(at)) doubts.add('other-time');
      if (this.has(at, MARK.hedge | MARK.rough)) doubts.add('hedge');
      if (word?.clause !== clause) continue;
      if (this.has(at, MARK.negation) && !this.isVoiced(at) && !this.deniesOther(at)) doubts.add('negation');
      if (this.has(at, MARK.comparison) && near <= 4) doubts.add('comparison');
      if (this.has(at, MARK.modal)) this.doubtModal(at, doubts);
    }
  }

  /** "would give 5" is how politeness speaks; "would have", "should be", "would … but" is not. */
  private doubtModal(at: number, doubts: Set<Doubt>): void {
    const next = this.parsed.words[at + 1]?.text ?? '';
    const polite = this.parsed.words[at]?.text === 'would';
    const named = this.parsed.words.slice(this.first, at).some(({ text }) => RATED.has(text));
    if (!polite || next === 'have' || (next === 'be' && !named) || this.opposes()) doubts.add('condition');
  }

  /** A "but" later in this sentence or at the start of the next. */
  private opposes(): boolean {
    const starts = new Set(phrasesOfKind(this.parsed, 'contrast').map(({ from }) => from));
    for (let at = this.after; at < this.last; at++) {
      if (this.parsed.words[at]?.isNumber) return false;
      if (starts.has(at)) return !this.parsed.words.slice(at, this.last).some(({ isNumber }) => isNumber);
    }
    return starts.has(this.last) || this.has(this.last, MARK.condition);
  }

  private isAsAlways(at: number): boolean {
    const before = this.parsed.words[at - 1]?.text;
    return before === 'as' || before === 'like';
  }

  private doubtAfter(doubts: Set<Doubt>): void {
    const clause = this.parsed.tokens[this.quantity.from]?.clause;
    for (let at = this.after, reach = 0; at < this.last && reach < 5; at++, reach++) {
      const word = this.parsed.words[at];
      if (!word) break;
      if (word.clause !== clause) {
        if (reach < 4 && this.has(at, MARK.negation) && !this.isVoiced(at) && !this.deniesOther(at))
          doubts.add('negation');
        continue;
      }
      const belongs = ['for', 'from', 'by', 'per', 'according', 'selon', 'that'].includes(
        this.parsed.words[this.after]?.text ?? '',
      );
      if (this.has(at, MARK.link) && !belongs) break;
      if (reach < 4 && this.has(at, MARK.negation) && !this.isVoiced(at) && !this.deniesOther(at))
        doubts.add('negation');
      if (reach < 2 && (this.has(at, MARK.comparison) || this.isAtMost(at))) doubts.add('comparison');
      if (reach < 3 && this.has(at, MARK.hedge | MARK.rough)) doubts.add('hedge');
      if (reach < 3 && this.has(at, MARK.otherTime | MARK.occasion) && !this.isAsAlways(at))
        doubts.add('other-time');
      if (reach < 2 && word.text === 'only' && this.isNarrowed(at)) doubts.add('condition');
      if (reach < 2 && this.has(at, MARK.modal) && word.text !== 'would') doubts.add('condition');
      if (belongs && this.has(at, MARK.self)) break;
      if (
        belongs &&
        this.has(at, MARK.otherPerson | MARK.notUs) &&
        !HOUSE.has(word.text) &&
        !this.isAspect(at)
      )
        doubts.add('somebody-else');
      if (
        belongs &&
        reach > 0 &&
        /^(?!every|any|some)[a-z]+ing$/.test(word.text) &&
        !this.praisesAfter(at) &&
        !this.isAspect(at)
      )
        doubts.add('contradiction');
    }
  }

  /** "5 only to friends", "5 only when it is free": not for us, not now. */
  private isNarrowed(at: number): boolean {
    return /^(?:to|when|after|on|with|where)$/.test(this.parsed.words[at + 1]?.text ?? '');
  }

  private isAtMost(at: number): boolean {
    return (
      this.parsed.words[at - 1]?.text === 'at' &&
      /^(?:best|most|worst|least)$/.test(this.parsed.words[at]?.text ?? '')
    );
  }

  /** "5 for serving us well": a reason that is praised. */
  private praisesAfter(from: number): boolean {
    return phrasesOfKind(this.parsed, 'tone').some(
      (phrase) => phrase.label.weight > 0 && phrase.to > from && phrase.from < this.last,
    );
  }

  /** "5. Not!", "5. Only if you refund me": a short sentence behind that takes it back. */
  private doubtNextSentence(doubts: Set<Doubt>): void {
    const { words } = this.parsed;
    const next = words[this.last];
    if (!next) return;
    let to = this.last;
    while (words[to]?.sentence === next.sentence) to++;
    const negates = [...Array(to - this.last).keys()].some((i) => {
      const at = this.last + i;
      return (
        this.has(at, MARK.negation) &&
        !words[at]?.isNumber &&
        !this.isVoiced(at) &&
        !this.deniesOther(at) &&
        !this.isSettled(at)
      );
    });
    const stops = phrasesOfKind(this.parsed, 'optOut').some(({ from }) => from >= this.last && from < to);
    if (negates && !stops && to - this.last <= 5) doubts.add('negation');
    if (
      this.has(this.last, MARK.condition) ||
      (next.text === 'only' && this.has(this.last + 1, MARK.condition))
    )
      doubts.add('condition');
    for (let at = this.last; at < to; at++) if (this.has(at, MARK.joke)) doubts.add('contradiction');
  }
}

function isYear(token: Token | undefined): boolean {
  return token?.kind === 'number' && token.value > 1990 && token.value < 2040;
}
