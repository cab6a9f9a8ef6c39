import { type AspectGroup, findAspects, type Label } from './aspects';
import { type Gap, readGap } from './gaps';
import type { Lexicon } from './lexicon/lexicon-of';
import { isCounted, isEnumeration, isStandingAlone, isWithdrawn } from './number-context';
import { findQuantities } from './numbers';
import type { Parsed } from './parsed';
import type { Quantity } from './quantity';
import { type AspectScores, type Prompt, ratedAspects, type Score } from './types';
import { hasForPrefix } from './word-forms';
import { wordSet } from './word-set';

export interface Ratings {
  overall: Score | null;
  aspects: AspectScores;
  /** Numbers taken as scores, of what they score, and those that say nothing we understand. */
  used: { quantity: Quantity; labels: Label[] }[];
  unexplained: Quantity[];
  /** Some number was taken back ("not 5", "would have been a 4"). */
  withdrawn: boolean;
  /** Four numbers that answer our four questions in their order. */
  positional: boolean;
}

type Item = { at: number; quantity: Quantity } | { at: number; group: AspectGroup; used: boolean };

const forward = wordSet('for to on pour a au aux ga na ma in le de du a dans sur na wo על في علي wajen');
const forwardWords = 5;

/** The number before, when it was tied to something. */
interface Bound {
  labels: Label[];
  to: number;
}

export const noAspects = (): AspectScores => ({
  food: null,
  service: null,
  presentation: null,
  timeliness: null,
});

/** All ratings of one message; within it the last stated value of a field wins (rule 7). */
export function readRatings(parsed: Parsed, lastPrompt: Prompt): Ratings {
  const ratings: Ratings = {
    overall: null,
    aspects: noAspects(),
    used: [],
    unexplained: [],
    withdrawn: false,
    positional: false,
  };
  const { lexicon } = parsed;
  const all = findQuantities(parsed);
  if (all.length === 0) return ratings;
  const positional = readPositional(parsed, all, lastPrompt, lexicon);
  if (positional) return { ...ratings, aspects: positional, positional: true };
  const groups = findAspects(parsed).filter(
    ({ from, to }) => !all.some((quantity) => from < quantity.to && to > quantity.from),
  );
  const kept = all.filter((quantity) => !isWithdrawn(parsed, quantity));
  ratings.withdrawn = kept.length < all.length;
  const quantities = kept.filter((quantity) => !isEnumeration(parsed, quantity, all));
  const items: Item[] = [
    ...quantities.map((quantity) => ({ at: quantity.from, quantity })),
    ...groups.map((group) => ({ at: group.from, group, used: false })),
  ].sort((a, b) => a.at - b.at);
  const loose: Quantity[] = [];
  let previous: Bound | null = null;
  items.forEach((item, i) => {
    if (!('quantity' in item) || isCounted(parsed, item.quantity, lexicon, groups)) return;
    const labels =
      zipLabels(items, i) ?? bind(parsed, items, i, lexicon) ?? corrected(parsed, previous, item.quantity);
    previous = labels ? { labels, to: item.quantity.to } : null;
    if (labels) {
      assign(ratings, labels, item.quantity.score);
      ratings.used.push({ quantity: item.quantity, labels });
    } else {
      loose.push(item.quantity);
      if (isStandingAlone(parsed, item.quantity, lexicon, lastPrompt)) {
        ratings.overall = item.quantity.score;
        ratings.used.push({ quantity: item.quantity, labels: ['overall'] });
      } else ratings.unexplained.push(item.quantity);
    }
  });
  if (isBareList(parsed, loose, lastPrompt === 'aspects' ? 2 : 3)) ratings.overall = null;
  return ratings;
}

const correcting = wordSet('mean meant sorry oops rather actually wait correction non pardon no typo');

/** "food 2… I mean 4": a correction keeps the aspect of the number it corrects. */
function corrected(parsed: Parsed, previous: Bound | null, quantity: Quantity): Label[] | null {
  if (!previous) return null;
  const between = parsed.tokens.slice(previous.to, quantity.from);
  return between.length < 8 && between.some(({ text }) => correcting.has(text)) ? previous.labels : null;
}

function assign(ratings: Ratings, labels: Label[], score: Score): void {
  for (const label of labels) {
    if (label === 'overall') ratings.overall = score;
    else ratings.aspects[label] = score;
  }
}

/** "food, service, decor: 5 4 5": as many numbers behind a group as it names aspects. */
function zipLabels(items: Item[], i: number): Label[] | null {
  let start = i;
  while (start > 0 && 'quantity' in (items[start - 1] as Item)) start--;
  const owner = items[start - 1];
  if (!owner || !('group' in owner) || owner.group.labels.length < 2) return null;
  let end = start;
  while (end < items.length && 'quantity' in (items[end] as Item)) end++;
  if (end - start !== owner.group.labels.length) return null;
  owner.used = true;
  const label = owner.group.labels[i - start];
  return label ? [label] : null;
}

/** The aspects a number belongs to: named just before it, or behind it after "for". */
function bind(parsed: Parsed, items: Item[], i: number, lexicon: Lexicon): Label[] | null {
  const item = items[i];
  if (!item || !('quantity' in item)) return null;
  const { quantity } = item;
  const before = items[i - 1];
  const after = items[i + 1];
  const backGap =
    before && 'group' in before && !before.used
      ? readGap(parsed, before.group.to, quantity.from, lexicon)
      : null;
  const back =
    backGap !== null && before !== undefined && 'group' in before && tiesBack(parsed, before.group, backGap);
  const forward =
    after !== undefined && 'group' in after ? tiesForward(parsed, quantity, after.group, lexicon) : 'no';
  const tight = back && backGap !== null && !backGap.comma && backGap.others === 0;
  if (back && 'group' in before && (tight || forward !== 'explicit')) {
    before.used = true;
    return before.group.labels;
  }
  if (forward === 'no' || !after || !('group' in after)) return null;
  if (forward === 'adjacent' && isFollowedByNumber(items, i + 1, parsed, lexicon)) return null;
  after.used = true;
  return after.group.labels;
}

const maxBackWords = 8;
const talksToUs = new Set(['for', 'pour', 'a', 'ga', 'as']);

function tiesBack(parsed: Parsed, group: AspectGroup, gap: Gap): boolean {
  if (gap.broken || gap.others > 3 || gap.links + gap.others > maxBackWords) return false;
  if (gap.pronoun) return false;
  if (gap.lineBreak) return gap.links + gap.others === 0;
  if (!gap.comma) return true;
  if (gap.links + gap.others === 0) return true;
  return gap.others === 0 && precededBy(parsed, group.from, talksToUs);
}

function precededBy(parsed: Parsed, at: number, words: Set<string>): boolean {
  return [at - 1, at - 2].some(
    (i) =>
      words.has(parsed.tokens[i]?.text ?? '') && parsed.tokens[i]?.sentence === parsed.tokens[at]?.sentence,
  );
}

function tiesForward(
  parsed: Parsed,
  quantity: Quantity,
  group: AspectGroup,
  lexicon: Lexicon,
): 'no' | 'adjacent' | 'explicit' {
  const gap = readGap(parsed, quantity.to, group.from, lexicon);
  if (gap.broken || gap.lineBreak || gap.comma || gap.links + gap.others > forwardWords) return 'no';
  const between = parsed.tokens.slice(quantity.to, group.from);
  if (between.some(({ text }) => text === 'you' || text === 'but' || text === '-' || text === ':'))
    return 'no';
  const blames =
    quantity.score >= 4 &&
    parsed.phrases.some(
      ({ label, from }) =>
        label.kind === 'tone' &&
        label.weight < 0 &&
        (parsed.tokenOf[from] ?? 0) >= quantity.to &&
        parsed.tokens[parsed.tokenOf[from] ?? 0]?.clause === parsed.tokens[quantity.from]?.clause &&
        !parsed.tokens.slice(group.to, parsed.tokenOf[from] ?? 0).some(({ kind }) => kind === 'number'),
    );
  if (blames) return 'no';
  const word = parsed.tokens[group.from]?.text ?? '';
  if (/[\u0590-\u06FF]/u.test(word))
    return hasForPrefix(word) || (gap.first !== '' && (forward.has(gap.first) || hasForPrefix(gap.first)))
      ? 'explicit'
      : 'no';
  if (gap.first === '')
    return between.length === 0 && !group.labels.includes('overall')
      ? 'adjacent'
      : between.length === 0
        ? 'explicit'
        : 'no';
  return forward.has(gap.first) ? 'explicit' : 'no';
}

/** "jollof 5 waiters 3": the aspect behind this number has its own number. */
function isFollowedByNumber(items: Item[], at: number, parsed: Parsed, lexicon: Lexicon): boolean {
  const group = items[at];
  const next = items[at + 1];
  if (!group || !next || !('group' in group) || !('quantity' in next)) return false;
  const first = items.find((item) => 'group' in item);
  if (first === group) return false;
  const gap = readGap(parsed, group.group.to, next.quantity.from, lexicon);
  return !gap.broken && !gap.comma && gap.others === 0;
}

/** Four bare numbers answer our question for four aspects, in its order (rule 6). */
function readPositional(
  parsed: Parsed,
  all: Quantity[],
  lastPrompt: Prompt,
  lexicon: Lexicon,
): AspectScores | null {
  if (lastPrompt !== 'aspects') return null;
  const values =
    all.length === 8 && all.every(({ written }, i) => i % 2 === 1 || written === i / 2 + 1)
      ? all.filter((_, i) => i % 2 === 1)
      : all;
  if (values.length !== 4) return null;
  for (let i = 1; i < all.length; i++) {
    const gap = readGap(parsed, all[i - 1]?.to ?? 0, all[i]?.from ?? 0, lexicon);
    if (gap.others > 0 || gap.links > 1) return null;
  }
  if (findAspects(parsed).some(({ labels }) => !labels.includes('overall'))) return null;
  const scores = noAspects();
  ratedAspects.forEach((aspect, i) => {
    scores[aspect] = values[i]?.score ?? null;
  });
  return scores;
}

/** Three or more bare numbers in a row rate nothing by themselves. */
function isBareList(parsed: Parsed, loose: Quantity[], least: number): boolean {
  if (loose.length < least || loose.some(({ explicit }) => explicit)) return false;
  return loose.every((quantity, i) => {
    const next = loose[i + 1];
    if (!next) return true;
    return !parsed.tokens.slice(quantity.to, next.from).some(({ kind }) => kind === 'word');
  });
}
