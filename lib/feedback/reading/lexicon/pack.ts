import type { SpokenLanguage } from '../types';

/**
 * Everything the parser knows of one language. Lists are comma-separated patterns in the notation of `phrases.ts`,
 * folded as `foldWord` does (no accents, no tones). Words outside any list are unknown, never an error.
 */
export interface LanguagePack {
  code: SpokenLanguage;
  /** Function words and everyday words: only for telling the language. */
  common: string;
  /** Marks that outweigh ordinary words when telling the language. */
  strong?: string;
  numbers: string;
  great: string;
  good: string;
  bad: string;
  awful: string;
  /** Weak complaints, outweighed by any praise. */
  mild?: string;
  /** Frames of complaint ("did not …") that yield to every named phrase. */
  vague?: string;
  /** Phrases without tone although their words have some. */
  neutral?: string;
  negators: string;
  food: string;
  service: string;
  presentation: string;
  timeliness: string;
  overall: string;
  /** Damage, billing, missing items: a problem reported to us whatever else is said. */
  problems?: string;
  safety?: string;
  sarcasm?: string;
  optOut: string;
  notOptOut?: string;
  recommend: string;
  warnOff?: string;
  hedges: string;
  requests: string;
  questions?: string;
  rhetorical?: string;
  /** Words between an aspect and its number, and fillers around a rating. */
  links: string;
  /** Words that announce a rating: give, rate, score. */
  cues: string;
  /** Nouns that are counted or measured: a number before one is no rating. */
  units: string;
  /** Words before a number that make it something else: table, at, by. */
  notBefore: string;
  contrast: string;
  yes: string;
  no: string;
}
