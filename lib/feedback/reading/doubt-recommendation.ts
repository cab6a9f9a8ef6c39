import { ANSWERS } from './lexicon/compile';
import { MARK } from './marks';
import { type Parsed, phrasesOfKind } from './parsed';
import type { Quantity } from './quantity';
import type { Recommendation } from './recommend';
import type { Doubt } from './types';
import { isPlainAnswer, isUnexplained } from './unexplained';
import { wordSet } from './word-set';

const HALF_HEARTED = wordSet(
  'really guess suppose kinda sorta likely probably maybe perhaps depends so but though mind know idea sure tell say think see',
);

const THANKS = wordSet('thanks thank merci');
const OPINION = wordSet('say think believe sure claim promise know');
/** "I was told to recommend you": somebody else's will. */
const MADE_TO = wordSet('told asked paid made advised forced begged obliged supposed');
const ASKING = wordSet('who what why how which whom');

/** Why a yes or no to recommending us may not be the writer's own, plain one. */
export function doubtRecommendation(
  parsed: Parsed,
  marks: number[],
  given: Recommendation,
  spent: readonly Quantity[],
): Doubt[] {
  if (given.value === null) return given.hedged ? ['hedge'] : [];
  return given.at === null
    ? doubtAnswer(parsed, marks)
    : doubtSaid(parsed, marks, { ...given, spent }, given.at);
}

/** A bare answer: one word of it, not two that fight. */
function doubtAnswer(parsed: Parsed, marks: number[]): Doubt[] {
  const { words, tokens } = parsed;
  if (tokens.some(({ kind, text }) => kind === 'mark' && /[?؟¿]/u.test(text))) return ['question'];
  const first = words[0]?.clause;
  if (words.some((word) => word.clause === first && HALF_HEARTED.has(word.text)) && words.length <= 6)
    return ['hedge'];
  const answers = new Set(words.flatMap(({ text }) => ANSWERS.get(text)?.answer ?? []));
  if (answers.size > 1) return ['contradiction'];
  // "No thanks" declines the question as often as it answers it.
  if (answers.has(false) && words.some(({ text }) => THANKS.has(text))) return ['hedge'];
  if (phrasesOfKind(parsed, 'contrast').length > 0) return ['contradiction'];
  return isPlainAnswer(parsed, marks) ? [] : ['unclear'];
}

function doubtSaid(
  parsed: Parsed,
  marks: number[],
  { value, denials, exaggerates, spent }: Recommendation & { spent: readonly Quantity[] },
  at: number,
): Doubt[] {
  const { words } = parsed;
  const sentence = words[at]?.sentence;
  const doubts: Doubt[] = denials > 1 ? ['negation'] : [];
  let negations = 0;
  for (let i = 0; i < words.length; i++) {
    if (words[i]?.sentence !== sentence) continue;
    const bits = marks[i] ?? 0;
    if (bits & MARK.condition) doubts.push('condition');
    if (bits & MARK.hedge && !exaggerates) doubts.push('hedge');
    if (bits & MARK.joke) doubts.push('contradiction');
    if (i >= at) continue;
    if (bits & MARK.negation) negations++;
    if (ASKING.has(words[i]?.text ?? '')) doubts.push('question');
    if ((bits & MARK.otherTime && words[i]?.text !== 'already') || words[i]?.text === 'last')
      doubts.push('other-time');
    if (/^(?:nobody|none|noone|personne)$/.test(words[i]?.text ?? '')) doubts.push('somebody-else');
    const made = /^(?:me|us)$/.test(words[i + 1]?.text ?? '') ? i + 2 : i + 1;
    if (MADE_TO.has(words[i]?.text ?? '') && words[made]?.text === 'to') doubts.push('somebody-else');
    if (bits & MARK.otherPerson && !words.slice(i, at).some((_, j) => (marks[i + j] ?? 0) & MARK.self))
      doubts.push('somebody-else');
  }
  if (negations > 1 || (value === true && negations > 0 && !exaggerates)) doubts.push('negation');
  const turned = value === false || exaggerates ? { from: at, to: at + 1 } : undefined;
  if (
    sentence !== undefined &&
    isUnexplained(parsed, marks, sentence, { kind: 'recommendation', spent, turned })
  )
    doubts.push('unclear');
  // "Recommend me a drink", "recommended by my friend".
  if (/^(?:me|us|by)$/.test(words[at + 1]?.text ?? '')) doubts.push('somebody-else');
  if (isPast(parsed, at)) doubts.push('other-time');
  if (words.slice(Math.max(0, at - 3), at).some(({ text }) => OPINION.has(text)) && negations > 0)
    doubts.push('negation');
  if (words[at - 1]?.text === 'have' && words[at - 2]?.text === 'would') doubts.push('condition');
  return doubts;
}

/** "I recommended you": done once, which says nothing of now. */
function isPast({ words }: Parsed, at: number): boolean {
  const { text } = words[at] ?? { text: '' };
  const before = words[at - 1]?.text ?? '';
  return (
    /^(?:recommended|referred)$/.test(text) &&
    !/^(?:have|be|are|is|highly|strongly|am)$/.test(before) &&
    at > 0
  );
}
