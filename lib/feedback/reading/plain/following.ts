import type { Parsed } from '../parsed';
import { wordSet } from '../word-set';
import type { Statement } from './notation';

/** What a thought of its own begins with, even where no mark stands before it. */
const opening = wordSet(`
  the your our all it everything i we you my everyone everybody una this they e le la les c tout nous je very really so
`);
/** Things that nobody counts: "5 great service" praises, "5 cold meals" orders. */
const uncounted = wordSet('service food job work experience hospitality presentation decor nourriture');
/** "3 cheers", "1 love", "2 points". */
const counted = wordSet('cheers love regards respect all in people guys ladies sister brother folks');
const adverbs = wordSet('very really so tres');
const thanked = wordSet('thank thanks you good nice great welcome love');
const opinions = new Set(['Praise', 'Blame', 'Fair']);
const scores = new Set(['Overall', 'OfAspect', 'ForAspect', 'OfThing']);

/** Whether a statement may stand right behind another, with neither a pause nor an "and" between. */
export function mayFollow(parsed: Parsed, before: Statement, next: Statement): boolean {
  const first = parsed.tokens[next.from]?.text ?? '';
  const last = parsed.tokens[next.to - 1]?.text ?? '';
  if (next.rule === 'Courtesy')
    return !isBare(before) || !(counted.has(first) || (adverbs.has(first) && wordAt(parsed, next.to)));
  if (next.rule === 'When') return !scores.has(before.rule);
  if (next.rule === 'Stop') return true;
  if (next.rule === 'Asks') return false;
  // "Thank you 4 everything": heard as a word.
  if (scores.has(next.rule) && thanked.has(parsed.tokens[next.from - 1]?.text ?? '')) return false;
  if (scores.has(next.rule))
    return next.rule !== 'Overall' || !scores.has(before.rule) || first === 'overall';
  if (opinions.has(next.rule) && isBare(before) && mayJoin(parsed, next)) return false;
  if (opinions.has(next.rule)) {
    if (opening.has(first) || !scores.has(before.rule))
      return before.rule === 'Courtesy' || opening.has(first);
    return !isBare(before) || uncounted.has(last) || next.to - next.from === 1;
  }
  // An answer without a subject is somebody else's as soon as anything stands before it.
  return before.rule !== 'Courtesy' || opening.has(first);
}

const wordAt = ({ tokens }: Parsed, at: number) => tokens[at]?.kind === 'word';

/**
 * Whether an opinion may belong to the bare number before it: "food 2 sweet" is too sweet, "10 very good people" counts them. An
 * adverb opens a thought only where no countable thing ends it.
 */
function mayJoin({ tokens }: Parsed, { from, to, parts }: Statement): boolean {
  if (tokens[from - 1]?.text === '2') return true;
  const names = parts.some(({ rule }) => rule === 'PraiseThing' || rule === 'BadThing');
  return names && adverbs.has(tokens[from]?.text ?? '') && !uncounted.has(tokens[to - 1]?.text ?? '');
}

/** A number without a scale of its own, at the end. */
function isBare({ rule, to, parts }: Statement): boolean {
  return (
    scores.has(rule) && parts.some((part) => part.rule === 'Score' && part.to === to && !isNamed(part, parts))
  );
}

function isNamed(score: { from: number; to: number }, parts: Statement['parts']): boolean {
  return parts.some(({ rule, from, to }) => rule === 'Named' && from === score.from && to === score.to);
}
