import { isListed, type Lexicon } from './lexicon/lexicon-of';
import type { Parsed } from './parsed';

/** What lies between an aspect and a number. */
export interface Gap {
  /** A full stop or line break: no tie. */
  broken: boolean;
  lineBreak: boolean;
  comma: boolean;
  /** Words that tie ("was", "gets", "I give") and words that do not. */
  links: number;
  others: number;
  first: string;
  /** "it's a 5": the number speaks of something else than the aspect named before. */
  pronoun: boolean;
}

export function readGap(parsed: Parsed, from: number, to: number, lexicon: Lexicon): Gap {
  const gap: Gap = {
    broken: false,
    lineBreak: false,
    comma: false,
    links: 0,
    others: 0,
    first: '',
    pronoun: false,
  };
  for (let at = from; at < to; at++) {
    const token = parsed.tokens[at];
    if (!token) continue;
    if (token.kind === 'mark') {
      if (token.text === '\n') gap.lineBreak = true;
      else if (/^[?؟¿]$/u.test(token.text) && at === from) gap.comma = true;
      else if (/[.!?؟¿…;]/u.test(token.text)) gap.broken ||= !/^\.{2,}$|…/u.test(token.text);
      else if (token.text === ',') gap.comma = true;
    } else if (token.kind === 'word') {
      gap.first ||= token.text;
      if (token.text === 'it' && parsed.tokens[at + 1]?.text === 'is') gap.pronoun = true;
      if (isListed(token, 'links', lexicon)) gap.links++;
      else gap.others++;
    } else if (token.kind === 'number' || token.kind === 'stars') gap.others++;
  }
  return gap;
}
