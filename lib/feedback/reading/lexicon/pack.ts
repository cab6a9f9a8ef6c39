import type { SpokenLanguage } from '../types';

type Patterns = readonly string[];

/**
 * Everything the parser knows of one language: lists of patterns in the notation of `phrases.ts`, one a line in
 * `<code>.json`, folded as `foldWord` does (no accents, no tones). Words outside any list are unknown, never an error.
 */
export interface LanguagePack {
  code: SpokenLanguage;
  /** Function words and everyday words: only for telling the language. */
  common: Patterns;
  /** Marks that outweigh ordinary words when telling the language. */
  strong?: Patterns;
  numbers: Patterns;
  great: Patterns;
  good: Patterns;
  bad: Patterns;
  awful: Patterns;
  /** Weak complaints, outweighed by any praise. */
  mild?: Patterns;
  /** Frames of complaint ("did not …") that yield to every named phrase. */
  vague?: Patterns;
  /** Phrases without tone although their words have some. */
  neutral?: Patterns;
  negators: Patterns;
  food: Patterns;
  service: Patterns;
  presentation: Patterns;
  timeliness: Patterns;
  overall: Patterns;
  /** Damage, billing, missing items: a problem reported to us whatever else is said. */
  problems?: Patterns;
  safety?: Patterns;
  sarcasm?: Patterns;
  optOut: Patterns;
  notOptOut?: Patterns;
  recommend: Patterns;
  warnOff?: Patterns;
  hedges: Patterns;
  requests: Patterns;
  questions?: Patterns;
  rhetorical?: Patterns;
  /** Words between an aspect and its number, and fillers around a rating. */
  links: Patterns;
  /** Words that announce a rating: give, rate, score. */
  cues: Patterns;
  /** Nouns that are counted or measured: a number before one is no rating. */
  units: Patterns;
  /** Words before a number that make it something else: table, at, by. */
  notBefore: Patterns;
  contrast: Patterns;
  yes: Patterns;
  no: Patterns;
}
