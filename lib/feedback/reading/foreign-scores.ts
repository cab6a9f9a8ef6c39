import { markBits } from './marks';
import { type Parsed, phrasesOfKind } from './parsed';
import type { Quantity } from './quantity';
import { wordSet } from './word-set';

const byWhom = /^(?:from|by|according|selon|for)$/;

/** Whether a number is of another time or somebody else's ("I gave 5 last year", "my sister said 2"): no score of this event. */
export function isForeign(parsed: Parsed, marks: number[], { from, to }: Quantity): boolean {
  const { words, tokens, tokenOf } = parsed;
  const { clause } = tokens[from] ?? {};
  let person = false;
  for (let at = 0; at < words.length; at++) {
    const bits = marks[at] ?? 0;
    const before = (tokenOf[at] ?? 0) < from;
    if (words[at]?.clause !== clause || isAspect(parsed, at)) continue;
    if (bits & (markBits.otherTime | markBits.occasion)) return true;
    if (before && bits & (markBits.otherPerson | markBits.notUs)) person = true;
    else if (before && bits & (markBits.self | markBits.link)) person = false;
  }
  return person && !byWhom.test(tokens[to]?.text ?? '');
}

function isAspect(parsed: Parsed, at: number): boolean {
  return phrasesOfKind(parsed, 'aspect').some(({ from, to }) => from <= at && at < to);
}

const praisedFor = wordSet('for pour');

/** "5 stars for teaching us patience": praise for what nobody praises. */
export function isMocking(parsed: Parsed, { score, to }: Quantity): boolean {
  const { tokens, words, tokenOf } = parsed;
  const [link, told] = [tokens[to], tokens[to + 1]];
  if (
    score < 4 ||
    !praisedFor.has(link?.text ?? '') ||
    !/^(?!every|any|some)[a-z]+ing$/.test(told?.text ?? '')
  )
    return false;
  const at = tokenOf.indexOf(to + 1);
  const praised = phrasesOfKind(parsed, 'tone').some(
    (phrase) => phrase.label.weight > 0 && phrase.to > at && words[phrase.from]?.sentence === told?.sentence,
  );
  return !praised && !isAspect(parsed, at);
}
