import { doubtBeside } from './beside-score';
import { countsThings } from './counts';
import type { Parsed } from './parsed';
import type { Quantity } from './quantity';
import type { Ratings } from './ratings';
import { CORRECTING } from './ratings';
import { Surroundings } from './surroundings';
import type { Doubt } from './types';
import { isUnexplained, isUntoldBut } from './unexplained';
import { doubtGiver } from './who-scores';
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
    // "Chop one", "one for all": the word counts or points far more often than it scores.
    if (isLooseOne(quantity) && parsed.words.length > 1 && ratings.used.length < 2) doubts.add('unit');
    if (countsThings(parsed, quantity)) doubts.add('unit');
    if (labels.includes('overall')) {
      doubtBeside(parsed, quantity, doubts);
      doubtNeighbours(parsed, quantity, doubts);
    }
    doubtGiver(parsed, quantity, labels, doubts);
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
  // "Mine 4, hers 5": another number in the same breath that nobody understands.
  const others = ratings.unexplained
    .filter((quantity) => !isLooseOne(quantity))
    .map(({ from }) => parsed.tokens[from]?.sentence);
  const mended = parsed.words.some(({ text }) => text === 'mistake' || CORRECTING.has(text));
  if (!mended && spent.some(({ from }) => others.includes(parsed.tokens[from]?.sentence)))
    doubts.add('several');
  if (ratings.used.length > 0 || parsed.words.length > SHORT) return;
  if (ratings.withdrawn) doubts.add('negation');
  if (ratings.unexplained.length > 0) doubts.add('unclear');
}

const isLooseOne = ({ spelled, written, explicit }: Quantity) => spelled && written === 1 && !explicit;

/** How the number itself is written. */
function doubtForm({ tokens }: Parsed, quantity: Quantity, doubts: Set<Doubt>): void {
  if (quantity.range) doubts.add('range');
  if (quantity.percent) doubts.add('unit');
  // One star among words shines ("🌟 team"); a part of one is no score.
  if (
    quantity.stars &&
    quantity.written === 1 &&
    tokens[quantity.from]?.kind === 'stars' &&
    tokens.length > 1
  )
    doubts.add('unit');
  if (quantity.written > 0 && quantity.written < 1) doubts.add('scale');
  // "5.30", "4.50": hours and money are written with two places, scores only with quarters.
  if (/[.,](?!0+$|[27]5$)\d{2,}$/.test(tokens[quantity.from]?.text ?? '')) doubts.add('unit');
  if (quantity.scale !== null && quantity.written > quantity.scale) doubts.add('scale');
  if (quantity.stars && tokens[quantity.from]?.kind !== 'stars' && quantity.written > 5) doubts.add('scale');
  // "a) 5", "b. 4": answers to a list that we did not send.
  const [letter, dot] = tokens.slice(Math.max(0, quantity.from - 2), quantity.from);
  if (letter?.text.length === 1 && /^[a-z]$/.test(letter.text) && /^[.)-]$/.test(dot?.text ?? ''))
    doubts.add('scale');
  // Feet and inches, and "4.-" of a price.
  const [after, then] = tokens.slice(quantity.to);
  const quoted = tokens.slice(0, quantity.from).some(({ text }) => text === after?.text);
  if (after?.glued && (/^['"’”]$/.test(after.text) ? !quoted : then?.glued && then.text === '-'))
    doubts.add('unit');
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

/** What of the words beside it makes a number something else than the score of the whole. */
function doubtNeighbours(parsed: Parsed, quantity: Quantity, doubts: Set<Doubt>): void {
  if (isPromised(parsed, quantity)) doubts.add('condition');
  if (quantity.explicit) return;
  const next = parsed.tokens[quantity.to];
  const { text: before } = parsed.tokens[quantity.from - 1] ?? {};
  if (before === 'but' || isWished(parsed, quantity)) doubts.add('condition');
  const said = parsed.tokens.slice(Math.max(0, quantity.from - 4), quantity.from).map(({ text }) => text);
  if (ALMOST.test(said.join(' '))) doubts.add('comparison');
  if (before === 'say' && parsed.tokens[quantity.from - 2]?.text === 'like') doubts.add('hedge');
  if (POINTING.has(before ?? '') && WAS.has(next?.text ?? '')) doubts.add('other-time');
  if (/^(?:to|till|til|until)$/.test(next?.text ?? '')) doubts.add('range');
  if (next?.text === 'and' && parsed.tokens[quantity.to + 1]?.text === 'a') doubts.add('range');
  if (quantity.score <= 2 && /\b(?:number|no) (?:1|one)\b/.test(parsed.line)) doubts.add('scale');
  if (next?.kind === 'mark' && next.text === '-' && next.glued) doubts.add('scale');
  if (quantity.written === 5 && before === 'high') doubts.add('unit');
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

/** "As good as a 5", "all but a 5": near it. */
const ALMOST = /\b(?:as good as|all but|next to)(?: an?)?$/;
const WISHED = wordSet('wan wanted want planned intended hoped tempted wished');
const POINTING = wordSet('that this the those');
const WAS = wordSet('was were');
const WISHES = wordSet('love want wanted like hope hoped tempted try tried trying meant supposed');

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
