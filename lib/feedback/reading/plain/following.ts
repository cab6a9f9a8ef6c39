import type { Parsed } from '../parsed';
import { wordSet } from '../word-set';
import type { Statement } from './notation';

/** What a thought of its own begins with, even where no mark stands before it. */
const OPENING = wordSet(`
  the your our all it everything i we you my everyone everybody una this they e le la les c tout nous je very really so
`);
/** Things that nobody counts: "5 great service" praises, "5 cold meals" orders. */
const UNCOUNTED = wordSet('service food job work experience hospitality presentation decor nourriture');
/** "3 cheers", "1 love", "2 points". */
const COUNTED = wordSet('cheers love regards respect all in people guys ladies sister brother folks');
const ADVERBS = wordSet('very really so tres');
const THANKED = wordSet('thank thanks you good nice great welcome love');
const OPINIONS = new Set(['Praise', 'Blame', 'Fair']);
const SCORES = new Set(['Overall', 'OfAspect', 'ForAspect', 'OfThing']);

/** Whether a statement may stand right behind another, with neither a pause nor an "and" between. */
export function mayFollow(parsed: Parsed, before: Statement, next: Statement): boolean {
  const first = parsed.tokens[next.from]?.text ?? '';
  const last = parsed.tokens[next.to - 1]?.text ?? '';
  if (next.rule === 'Courtesy')
    return !isBare(before) || !(COUNTED.has(first) || (ADVERBS.has(first) && wordAt(parsed, next.to)));
  if (next.rule === 'When') return !SCORES.has(before.rule);
  if (next.rule === 'Stop') return true;
  if (next.rule === 'Asks') return false;
  // "Thank you 4 everything": heard as a word.
  if (SCORES.has(next.rule) && THANKED.has(parsed.tokens[next.from - 1]?.text ?? '')) return false;
  if (SCORES.has(next.rule))
    return next.rule !== 'Overall' || !SCORES.has(before.rule) || first === 'overall';
  if (OPINIONS.has(next.rule) && isBare(before) && mayJoin(parsed, next)) return false;
  if (OPINIONS.has(next.rule)) {
    if (OPENING.has(first) || !SCORES.has(before.rule))
      return before.rule === 'Courtesy' || OPENING.has(first);
    return !isBare(before) || UNCOUNTED.has(last) || next.to - next.from === 1;
  }
  // An answer without a subject is somebody else's as soon as anything stands before it.
  return before.rule !== 'Courtesy' || OPENING.has(first);
}

const wordAt = ({ tokens }: Parsed, at: number) => tokens[at]?.kind === 'word';

/**
 * Whether an opinion may belong to the bare number before it: "food 2 sweet" is too sweet, "10 very good people" counts them. An
 * adverb opens a thought only where no countable thing ends it.
 */
function mayJoin({ tokens }: Parsed, { from, to, parts }: Statement): boolean {
  if (tokens[from - 1]?.text === '2') return true;
  const names = parts.some(({ rule }) => rule === 'PraiseThing' || rule === 'BadThing');
  return names && ADVERBS.has(tokens[from]?.text ?? '') && !UNCOUNTED.has(tokens[to - 1]?.text ?? '');
}

/** A number without a scale of its own, at the end. */
function isBare({ rule, to, parts }: Statement): boolean {
  return (
    SCORES.has(rule) && parts.some((part) => part.rule === 'Score' && part.to === to && !isNamed(part, parts))
  );
}

function isNamed(score: { from: number; to: number }, parts: Statement['parts']): boolean {
  return parts.some(({ rule, from, to }) => rule === 'Named' && from === score.from && to === score.to);
}
