import { isPlainCompany } from './number-context';
import type { Parsed } from './parsed';
import type { Quantity } from './quantity';
import type { Ratings } from './ratings';
import { CORRECTING } from './ratings';
import { isUnreserved, Surroundings } from './surroundings';
import type { Doubt } from './types';
import { isUnexplained, isUntoldBut } from './unexplained';
import { wordSet } from './word-set';

/** A reply of more words than this is no answer that was only put unclearly. */
const SHORT = 12;

/**
 * Why the numbers of a message may not be the writer's score of this event. The other way round than reading: a
 * number is believed only where nothing around it can turn its meaning.
 */
export function doubtScores(parsed: Parsed, marks: number[], ratings: Ratings, doubts: Set<Doubt>): void {
  if (ratings.positional) return;
  for (const { quantity, labels } of ratings.used) {
    doubtForm(parsed, quantity, doubts);
    if (labels.includes('overall')) doubtNeighbours(parsed, quantity, doubts);
    new Surroundings(parsed, marks, quantity).doubt(doubts);
  }
  doubtSeveral(parsed, ratings, doubts);
  const spent = ratings.used.map(({ quantity }) => quantity);
  for (const sentence of new Set(spent.map(({ from }) => parsed.tokens[from]?.sentence ?? 0)))
    if (
      isUnexplained(parsed, marks, sentence, { kind: 'score', spent }) ||
      isUntoldBut(parsed, sentence, spent)
    )
      doubts.add('unclear');
  if (ratings.used.length > 0 || parsed.words.length > SHORT) return;
  if (ratings.withdrawn) doubts.add('negation');
  if (ratings.unexplained.length > 0) doubts.add('unclear');
}

/** How the number itself is written. */
function doubtForm({ tokens }: Parsed, quantity: Quantity, doubts: Set<Doubt>): void {
  if (quantity.range) doubts.add('range');
  if (quantity.percent) doubts.add('unit');
  if (quantity.scale !== null && quantity.written > quantity.scale) doubts.add('scale');
  if (quantity.stars && tokens[quantity.from]?.kind !== 'stars' && quantity.written > 5) doubts.add('scale');
  // "1) cold rice 2) rude waiters": numbers of a list.
  if (tokens[quantity.to]?.text === ')' && !tokens.slice(0, quantity.from).some(({ text }) => text === '('))
    doubts.add('scale');
  for (const at of [quantity.from - 1, quantity.to]) {
    const mark = tokens[at];
    if (
      mark?.kind === 'mark' &&
      /^[/+=~#@<>^%°]$/u.test(mark.text) &&
      !(mark.text === '=' && at < quantity.from)
    )
      doubts.add('scale');
  }
}

/** What stands right behind: a noun that we don't know makes it a count of that. */
function doubtNeighbours(parsed: Parsed, quantity: Quantity, doubts: Set<Doubt>): void {
  if (isPromised(parsed, quantity)) doubts.add('condition');
  if (quantity.explicit) return;
  const next = parsed.tokens[quantity.to];
  const sure = isUnreserved(next?.text, parsed.tokens[quantity.to + 1]?.text);
  if (next?.kind === 'word' && !sure && !isPlainCompany(parsed, quantity.to)) doubts.add('unit');
  const { text: before } = parsed.tokens[quantity.from - 1] ?? {};
  if ((before === 'me' || before === 'us') && GIVING.has(parsed.tokens[quantity.from - 2]?.text ?? ''))
    doubts.add('unit');
  if (before === 'but' || isWished(parsed, quantity)) doubts.add('condition');
  if (before === 'say' && parsed.tokens[quantity.from - 2]?.text === 'like') doubts.add('hedge');
  if (POINTING.has(before ?? '') && WAS.has(next?.text ?? '')) doubts.add('other-time');
  if (/^(?:to|till|til|until)$/.test(next?.text ?? '')) doubts.add('range');
  if (next?.text === 'and' && parsed.tokens[quantity.to + 1]?.text === 'a') doubts.add('range');
  if (quantity.score <= 2 && /\b(?:number|no) (?:1|one)\b/.test(parsed.line)) doubts.add('scale');
  if (next?.text === 'is' && !OWN.has(parsed.tokens[quantity.to + 1]?.text ?? '')) doubts.add('scale');
  if (next?.kind === 'mark' && next.text === '-' && next.glued) doubts.add('scale');
  if (quantity.written === 5 && parsed.tokens[quantity.from - 1]?.text === 'high') doubts.add('unit');
}

/** "Refund me and you get 5", "if she agrees, then 5": a score for something that has not happened. */
function isPromised({ tokens }: Parsed, { from }: Quantity): boolean {
  const said = tokens.slice(Math.max(0, from - 5), from).map(({ text }) => text);
  if (said.at(-1) === 'then') return true;
  const you = said.findLastIndex((text) => text === 'you' || text === 'una' || text === 'vous');
  return (
    you > 0 &&
    /^(?:and|then|et)$/.test(said[you - 1] ?? '') &&
    /^(?:get|gets|have|earn|will|ll|aurez|avez)$/.test(said[you + 1] ?? '')
  );
}

/** "I'd love to say 5", "5 is what I wanted to give". */
function isWished({ tokens }: Parsed, { from, to }: Quantity): boolean {
  const after = tokens.slice(to, to + 6);
  const wish = after.findIndex(({ text }) => WISHED.has(text));
  if (wish > 0 && after.slice(0, wish).some(({ text }) => text === 'i' || text === 'we')) return true;
  return [from - 2, from - 3, from - 4].some(
    (at) => tokens[at]?.text === 'to' && WISHES.has(tokens[at - 1]?.text ?? ''),
  );
}

const WISHED = wordSet('wan wanted want planned intended hoped tempted wished');
const POINTING = wordSet('that this the those');
const WAS = wordSet('was were');
const WISHES = wordSet('love want wanted like hope hoped tempted try tried trying meant supposed');
const GIVING = wordSet('give gimme lend send');
/** "5 is my score", but "3 is generous". */
const OWN = wordSet('my our what the it fair okay fine final');

/** One overall score, or one of an aspect, and then another: the later counts only where it is said to. */
function doubtSeveral(parsed: Parsed, { overall, used }: Ratings, doubts: Set<Doubt>): void {
  if (overall === null && used.some(({ labels }) => labels.includes('overall'))) doubts.add('several');
  for (const [i, { quantity, labels }] of used.entries()) {
    const before = used
      .slice(0, i)
      .findLast((other) => other.labels.some((label) => labels.includes(label)))?.quantity;
    if (!before || before.score === quantity.score) continue;
    const between = parsed.tokens.slice(before.to, quantity.from);
    const corrects = between.some(({ text }) => CORRECTING.has(text));
    const settled = parsed.tokens.slice(quantity.to).some(({ text }) => CORRECTING.has(text));
    if (!corrects && !settled) doubts.add('several');
  }
}
