import { BEHIND } from './beside-score';
import { type Parsed, phrasesOfKind } from './parsed';
import type { Quantity } from './quantity';
import { wordSet } from './word-set';

/** Does a number count or name things of the trade, though it stands beside what we ask about? */
export function countsThings(parsed: Parsed, quantity: Quantity): boolean {
  return KINDS.some((counts) => counts(parsed, quantity));
}

/** "2 rice", "1 fufu": dishes ordered or counted; "4 food" is the score of what we asked about. */
function isCountOfDish(parsed: Parsed, { from, to, explicit }: Quantity): boolean {
  const next = parsed.tokens[to];
  if (explicit || next?.kind !== 'word' || ASKED.has(next.text) || next.text.charCodeAt(0) >= 0x590)
    return false;
  // "Jollof 5 waiters 4": the number belongs to what stands before it.
  const named = phrasesOfKind(parsed, 'aspect').some(
    (phrase) =>
      (parsed.tokenOf[phrase.from] ?? 0) < from && parsed.words[phrase.from]?.sentence === next.sentence,
  );
  const dish = phrasesOfKind(parsed, 'aspect').some(
    ({ from: at, label }) => parsed.tokenOf[at] === to && label.aspect !== 'overall',
  );
  return dish && !named;
}

const ASKED = wordSet(
  'food service taste presentation decor decoration decorations setup time timing timeliness punctuality staff delivery overall all everything nourriture cuisine',
);

/** "4 of 5 dishes", "3/5 plates": a share of so many things. */
function isShareOf({ tokens }: Parsed, { to, scale, stars }: Quantity): boolean {
  const next = tokens[to];
  return (
    scale !== null &&
    !stars &&
    next?.kind === 'word' &&
    /[^su]s$/.test(next.text) &&
    !BEHIND.has(next.text) &&
    !GREETINGS.has(next.text)
  );
}

/** "Menu 2", "course 3": things that go by numbers. */
function isNameOfDish({ tokens }: Parsed, { from, explicit }: Quantity): boolean {
  return !explicit && NUMBERED.has(tokens[from - 1]?.text ?? '');
}

const NUMBERED = wordSet('menu package dish course starter set station buffet plat formule');

/** "4 in all", "4 for each", "4 per table". */
function isCountedUp({ tokens }: Parsed, { to: at }: Quantity): boolean {
  const [first, second] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  if (first === 'from' && OTHERS.has(second)) return true;
  return SHARED_OUT.has(first) || SHARED_OUT.has(second) || (WHOLE_OF.has(first) && ALL_TOGETHER.has(second));
}

const ALL_TOGETHER = wordSet('all total everything');
const WHOLE_OF = wordSet('in en au');
/** "4 from you": what came from there. */
const OTHERS = wordSet('you una them vous');
const SHARED_OUT = wordSet('each per apiece');
const GREETINGS = wordSet('regards always');
const KINDS = [isCountOfDish, isShareOf, isNameOfDish, isCountedUp];
