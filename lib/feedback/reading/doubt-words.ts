import { MARK } from './marks';
import { type Parsed, phrasesOfKind, sentenceAround } from './parsed';
import { isUnexplained } from './unexplained';
import { wordSet } from './word-set';

/** A phrase that says something good or bad, at word positions, `to` exclusive. */
interface Span {
  from: number;
  to: number;
}

/** Words that praise as often as they blame. */
const SLANG = wordSet(
  'wicked sick killed kill mad madness insane crazy stupid die dead deadly dangerous wild nasty filthy badt',
);
/** "Wait 5 minutes": told to us, not about us. */
const WAITING = wordSet('wait hold');
const ELSEWHEN = wordSet('last previously formerly once next usually normally early earlier ahead before');
const UNLIKELY = wordSet('should could might may ought');
/** How far a negation stands before the one word it turns ("not well cooked", "was not at all nice"). */
const DIRECT = 3;

/**
 * May a phrase be taken as it stands? Not where the sentence asks, sets a condition, compares, tells what was feared
 * or somebody else's doing, or denies more than just the phrase. `turned`: a negation right before it was counted in; `blames`: it must be us
 * whom it blames.
 */
export function isPlainPhrase(
  parsed: Parsed,
  marks: number[],
  { from, to, turned, blames }: Span & { turned: boolean; blames: boolean },
): boolean {
  const { words } = parsed;
  const sentence = words[from]?.sentence ?? 0;
  if (isHollow(parsed, marks, { from, to }) || deniesNext(parsed, { from, to })) return false;
  if (
    blames &&
    isUnexplained(parsed, marks, sentence, { kind: 'blame', ...(turned && { turned: { from, to } }) })
  )
    return false;
  if (blames && !isAboutUs(parsed, marks, { from, to })) return false;
  if (isSlang(parsed, { from, to }) || parsed.asked?.has(sentence)) return false;
  if (words[from]?.text === 'half' || words[from - 1]?.text === 'half') return false;
  if (from === 0 && WAITING.has(words[from]?.text ?? '')) return false;
  if (isLessThanFeared(parsed, marks, { from, to })) return false;
  let first = from;
  while (first > 0 && words[first - 1]?.sentence === sentence) first--;
  if (words[first]?.text === 'not' && words[first + 1]?.text === 'that') return false;
  const before = runUp(parsed, marks, first, from);
  let denials = 0;
  for (let at = first; at < from; at++) {
    const bits = marks[at] ?? 0;
    if (bits & (MARK.condition | MARK.notUs | MARK.joke)) return false;
    if (bits & MARK.modal && (UNLIKELY.has(words[at]?.text ?? '') || words[at + 1]?.text === 'be'))
      return false;
    if (bits & MARK.hedge) return false;
    if (bits & MARK.feared) return false;
    if (bits & MARK.occasion && at >= before) return false;
    if (bits & MARK.negation) {
      if (at < before) continue;
      denials++;
      if (from - at > DIRECT) return false;
    }
  }
  if (denials > (turned ? 1 : 0)) return false;
  return isPlainBehind(parsed, marks, to, sentence);
}

/** "Food no dey cold": not that there was none, but that it wasn't cold. */
function deniesNext(parsed: Parsed, { from, to }: Span): boolean {
  const last = parsed.words[to - 1]?.text ?? '';
  const denies = /^(?:dey|be)$/.test(last) && to - from > 1;
  return denies && phrasesOfKind(parsed, 'tone').some((phrase) => phrase.from >= to && phrase.from <= to + 1);
}

/** "Not as cold as I feared": what blames is what there was less of. */
function isLessThanFeared(parsed: Parsed, marks: number[], { from, to }: Span): boolean {
  const { words } = parsed;
  for (let at = Math.max(0, from - 1); at < to + 1; at++) {
    if (words[at]?.text !== 'as' || words[at + 2]?.text !== 'as') continue;
    const denied = [at - 1, at - 2].some((before) => (marks[before] ?? 0) & MARK.negation);
    const blames = phrasesOfKind(parsed, 'tone').some(
      (phrase) => phrase.from === at + 1 && phrase.label.weight < 0,
    );
    if (denied && blames) return true;
  }
  return false;
}

function isPlainBehind(parsed: Parsed, marks: number[], to: number, sentence: number): boolean {
  const { words } = parsed;
  let apart = false;
  let opposed = false;
  for (let at = to; at < words.length && words[at]?.sentence === sentence; at++) {
    const bits = marks[at] ?? 0;
    const text = words[at]?.text ?? '';
    if (bits & (MARK.condition | MARK.notUs | MARK.joke)) return false;
    if (!apart && (bits & MARK.hedge || ELSEWHEN.has(text))) return false;
    if (at === to && bits & MARK.comparison) return false;
    opposed ||= text === 'but' || text === 'mais';
    apart ||= (bits & MARK.link) !== 0 || words[at]?.clause !== words[to - 1]?.clause;
    if (bits & MARK.negation && (!apart || opposed)) return false;
  }
  return true;
}

/** Where the run of words that ends in the phrase begins: behind the last "and", "but" or comma. */
function runUp({ words }: Parsed, marks: number[], first: number, from: number): number {
  for (let at = from - 1; at >= first; at--) {
    if ((marks[at] ?? 0) & MARK.link && words[at]?.text !== 'for' && words[at]?.text !== 'with')
      return at + 1;
    if (words[at]?.clause !== words[at + 1]?.clause) return at + 1;
  }
  return first;
}

const EMPTY = wordSet(
  'est a dey get fit hard be have in and minute minutes min mins hour hours hr hrs sec secs',
);

/**
 * "Never", "no dey": denies, and blames only together with what it denies: "food no dey" does, "problem no dey" and
 * "never late" don't.
 */
function isHollow(parsed: Parsed, marks: number[], { from, to }: Span): boolean {
  const { words } = parsed;
  for (let at = from; at < to; at++)
    if (!((marks[at] ?? 0) & MARK.negation) && !EMPTY.has(words[at]?.text ?? '') && !words[at]?.isNumber)
      return false;
  const sentence = words[from]?.sentence;
  const named = phrasesOfKind(parsed, 'aspect').some(
    (phrase) => phrase.to <= from && words[phrase.from]?.sentence === sentence,
  );
  const others = phrasesOfKind(parsed, 'tone').some(
    (phrase) =>
      phrase.label.weight < 0 &&
      (phrase.to <= from || phrase.from >= to) &&
      words[phrase.from]?.sentence === sentence,
  );
  return !named || others;
}

/** What the writer may have done themselves: "we were late ourselves", "sorry I was rude". */
const OWN_FAULTS = wordSet(
  'late rude wrong mistake confused busy sick ill drunk slow forgot forget sorry arrived off power light',
);
const US = wordSet(
  'you your yours una mo vous votre vos u everything nothing experience catering caterers order',
);

const IT = wordSet('it this that thing');

const FEELING = wordSet('feel feeling felt');
const DETERMINERS = wordSet('the my our his her their a your this that');
const BEING = wordSet('was were is are came arrived did has had');

/** "The priest was late": the sentence is about somebody that we know nothing of. */
function isOfOthers(parsed: Parsed, first: number, from: number): boolean {
  const { words } = parsed;
  if (!DETERMINERS.has(words[first]?.text ?? '') || first + 1 >= from) return false;
  for (let at = first + 2; at < Math.min(from, first + 4); at++)
    if (BEING.has(words[at]?.text ?? '')) return !WHOLE.has(words[first + 1]?.text ?? '');
  return false;
}

const WHOLE = wordSet(
  'whole event day party occasion guests guest people order company catering experience thing',
);

/** Is it told of us, and not of the writer or of something that we don't know? Short exclamations are. */
function isAboutUs(parsed: Parsed, marks: number[], { from, to }: Span): boolean {
  const { words } = parsed;
  const { first, last } = sentenceAround(parsed, from);
  let us = phrasesOfKind(parsed, 'aspect').some((phrase) => phrase.from >= first && phrase.from < last);
  let own = false;
  let sorry = false;
  for (let at = first; at < last; at++) {
    const text = words[at]?.text ?? '';
    us ||= US.has(text) || (at < from && IT.has(text));
    own ||= at < from && ((marks[at] ?? 0) & MARK.self) !== 0;
    sorry ||= text === 'sorry';
  }
  if (own && sorry) return false;
  // "I'm missing that jollof" longs for it; "we are missing three plates" doesn't.
  if (/^miss/.test(words[from]?.text ?? '') && words[from - 2]?.text === 'i') return false;
  if (!us && (isOfOthers(parsed, first, from) || FEELING.has(words[from - 1]?.text ?? ''))) return false;
  if (us || last - first <= 4) return !(own && !us && OWN_FAULTS.has(words[from]?.text ?? ''));
  return to - from > 2 || own;
}

function isSlang({ words }: Parsed, { from, to }: Span): boolean {
  return to - from === 1 && SLANG.has(words[from]?.text ?? '');
}
