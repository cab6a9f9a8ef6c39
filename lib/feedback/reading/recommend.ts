import { answers } from './lexicon/compile';
import { isListed } from './lexicon/lexicon-of';
import { type Parsed, phrasesOfKind } from './parsed';
import type { Prompt } from './types';
import { wordSet } from './word-set';

/** `said`: an opinion (colours the tone); `answered`: a bare yes or no to our question (does not). */
export interface Recommendation {
  value: boolean | null;
  said: boolean;
  hedged: boolean;
  /** The message is nothing but the answer. */
  bare: boolean;
}

const negationReach = 4;

/** Explicit recommending or warning off (rule 8). Conditions and doubt make it null. */
export function readRecommendation(parsed: Parsed, lastPrompt: Prompt): Recommendation {
  const warned = phrasesOfKind(parsed, 'warnOff').filter(({ from }) => !isHedged(parsed, from));
  const [warning] = warned;
  if (warning) {
    const denied = isWarningDenied(parsed, warning);
    return { ...nothing, value: denied, said: true };
  }
  const praised = phrasesOfKind(parsed, 'recommend');
  let hedged = false;
  let said: Recommendation | null = null;
  for (const { from, to } of praised) {
    if (isHedged(parsed, from) || isAsked(parsed, from)) hedged = true;
    else said = { ...nothing, value: weighDenials(parsed, from, to), said: true };
  }
  if (said) return said;
  if (lastPrompt === 'recommend' && !hedged) {
    const answer = readAnswer(parsed);
    if (answer !== null) return { ...nothing, value: answer, bare: isBareAnswer(parsed) };
  }
  return { ...nothing, hedged: hedged || (lastPrompt === 'recommend' && isHedged(parsed, 0)) };
}

/** "I wouldn't warn anybody off you": no warning. */
function isWarningDenied(parsed: Parsed, { from, to }: { from: number; to: number }): boolean {
  const { words, lexicon } = parsed;
  const { clause } = words[from] ?? {};
  const before = words.slice(Math.max(0, from - negationReach), from);
  const behind = words[to];
  return (
    before.some((word) => word.clause === clause && isListed(word, 'negators', lexicon)) ||
    (behind?.clause === clause && frenchTails.has(behind?.text ?? '')) ||
    isBracketedByNe(parsed, from, to)
  );
}

const nothing: Recommendation = {
  value: null,
  said: false,
  hedged: false,
  bare: false,
};

function isHedged(parsed: Parsed, at: number): boolean {
  const sentence = parsed.words[at]?.sentence;
  return phrasesOfKind(parsed, 'hedge').some(({ from }) => parsed.words[from]?.sentence === sentence);
}

function isAsked(parsed: Parsed, at: number): boolean {
  const token = parsed.tokenOf[at] ?? 0;
  for (let i = token; i < parsed.tokens.length; i++) {
    const mark = parsed.tokens[i];
    if (mark?.kind === 'mark' && /[.!?؟¿\n]/u.test(mark.text)) return /[?؟¿]/u.test(mark.text);
  }
  return false;
}

/** What one puts off or omits: denied, it is done all the more. */
const puttingOffWords = wordSet(
  'twice hesitate hesitating hesitation hesitant fail forget regret afraid reluctant shy ashamed hesiter hesiterai hesiterais hesite hesiterons manquer manquerai',
);
const highly = wordSet('enough highly more');

/** "Would not recommend", "would not hesitate to recommend", "cannot recommend you enough": what denials come to. */
function weighDenials(parsed: Parsed, from: number, to: number): boolean {
  const { sentence } = parsed.words[from] ?? {};
  const own = parsed.words.slice(Math.max(0, from - reachOfPuttingOff), to);
  const puttingOff = own.filter(
    (word) => word.sentence === sentence && puttingOffWords.has(word.text),
  ).length;
  const denied = isNegated(parsed, from, to, puttingOff > 0 ? 2 : 0);
  if (puttingOff > 0) return denied;
  return !denied || isExaggerated(parsed, from);
}

const reachOfPuttingOff = 4;

/** "I can't recommend you enough": so good that no recommending would do. */
function isExaggerated({ words }: Parsed, at: number): boolean {
  const { sentence } = words[at] ?? {};
  const can = words.slice(Math.max(0, at - 4), at).some(({ text }) => /^(?:can|could|cannot)$/.test(text));
  return (
    can && words.slice(at + 1, at + 6).some((word) => word.sentence === sentence && highly.has(word.text))
  );
}

function isNegated(parsed: Parsed, from: number, to: number, further = 0): boolean {
  const { lexicon } = parsed;
  const sentence = parsed.words[from]?.sentence;
  let negators = 0;
  for (let at = Math.max(0, from - negationReach - further); at < to; at++) {
    const word = parsed.words[at];
    if (word?.sentence !== sentence || word === undefined) continue;
    if (
      isListed(word, 'negators', lexicon) &&
      !(word.text === 'no' && parsed.words[at + 1]?.text === 'doubt')
    )
      negators++;
  }
  const after = parsed.words[to];
  if (after && frenchTails.has(after.text) && after.sentence === sentence && negators === 0) negators++;
  if (negators === 0 && isBracketedByNe(parsed, from, to)) negators++;
  return negators > 0;
}

const frenchTails = new Set(['pas', 'plus', 'jamais']);
const frenchObjects = new Set([...frenchTails, 'personne', 'aucun', 'aucune', 'nullement']);

/** "ne … recommande à personne": the second half of a French negation, up to two words behind. */
function isBracketedByNe({ words }: Parsed, from: number, to: number): boolean {
  const { sentence } = words[from] ?? {};
  const near = (start: number, end: number, wanted: (text: string) => boolean) =>
    words.slice(Math.max(0, start), end).some((word) => word.sentence === sentence && wanted(word.text));
  return (
    near(from - 3, from + 1, (text) => text === 'ne' || text === 'n') &&
    near(to - 1, to + 2, (text) => frenchObjects.has(text))
  );
}

/** A bare yes or no, the whole message or its first clause. */
function readAnswer(parsed: Parsed): boolean | null {
  const { words, line } = parsed;
  if (words.length === 0) return readAnswerEmoji(parsed);
  const first = words
    .filter(({ clause }) => clause === words[0]?.clause)
    .map(({ text }) => text)
    .join(' ');
  const found = answers.get(line) ?? answers.get(first);
  if (found) return isHedged(parsed, 0) ? null : found.answer;
  const leading = leadingAnswer(parsed);
  if (!leading || phrasesOfKind(parsed, 'hedge').length > 0) return null;
  return leading.language === parsed.language || parsed.language === 'und' || words.length <= 4
    ? leading.answer
    : null;
}

const notAnswers =
  /^no (?:problem|doubt|wahala|issue|issues|worries|complaint|complaints|need|idea|one|hesitations?|reservations?|regrets?|questions?|fear|reasons?)\b/;

/** The longest yes or no that opens the message: "of course I will". */
function leadingAnswer({ words }: Parsed) {
  const opening = words.slice(0, 3).map(({ text }) => text);
  if (notAnswers.test(opening.join(' '))) return undefined;
  return [3, 2, 1]
    .map((length) => answers.get(opening.slice(0, length).join(' ')))
    .find((found) => found !== undefined);
}

/** A thumb or a tick in answer to a question; null for other faces. */
export function readAnswerEmoji(parsed: Parsed): boolean | null {
  const emoji = parsed.tokens.filter(({ kind }) => kind === 'emoji').map(({ text }) => text);
  if (emoji.length === 0) return null;
  if (emoji.every((text) => /[👍✅💯☑✔👌]/u.test(text))) return true;
  return emoji.every((text) => /[👎❌✖🚫]/u.test(text)) ? false : null;
}

function isBareAnswer({ line }: Parsed): boolean {
  return answers.has(line);
}
