import type { Meaning } from './lexicon/compile';
import { VOCABULARY } from './lexicon/compile';
import type { PhraseMatch } from './phrases';
import type { LanguagePoints, Token } from './tokens';
import type { Language, SpokenLanguage } from './types';
import { wordSet } from './word-set';

const LATIN: SpokenLanguage[] = ['en', 'fr', 'tw', 'pcm', 'ee', 'ha'];
const SPOKEN: SpokenLanguage[] = [...LATIN, 'ar', 'he'];
const LETTERS: [RegExp, Partial<Record<SpokenLanguage, number>>][] = [
  [/[ɖƒʋɣ]/u, { ee: 1.5 }],
  [/ŋ|ẽ|ɔ̃|ɛ̃|ũ/u, { ee: 1 }],
  [/[ɛɔ]/u, { tw: 1, ee: 0.6 }],
  [/[ɓɗƙƴ]/u, { ha: 2 }],
  [/[éèêàâçùûîôœë]/u, { fr: 1 }],
];
/** English verbs Pidgin does without: each one counts against Pidgin. */
const COPULAS = wordSet('is was were are has have had did does an of will would');
const STREET = wordSet('o ooo charley charlie chale chaley bossu massa paddy waa gidi oo');

export type LanguageScores = Record<SpokenLanguage, number>;

export const noScores = (): LanguageScores => ({ en: 0, fr: 0, tw: 0, pcm: 0, ee: 0, ha: 0, ar: 0, he: 0 });

/** Evidence for each language, one point a word; a word of several languages is shared among them. */
export function scoreLanguages(tokens: Token[], marks: PhraseMatch<Meaning>[]): LanguageScores {
  const scores = noScores();
  let copulas = 0;
  let street = 0;
  for (const { kind, text, points } of tokens) {
    if (kind !== 'word') continue;
    for (const [language, value] of points) scores[language] += value;
    if (COPULAS.has(text)) copulas++;
    if (STREET.has(text)) street++;
  }
  let pidgin = 0;
  for (const { label } of marks) {
    if (label.language === 'pcm') pidgin++;
    else scores[label.language] += 0.3;
  }
  addPidgin(scores, copulas, street, pidgin);
  return scores;
}

/** Points a word gives: by lexicon, else by its ending, and by letters only some languages use. */
export function languagePoints(text: string, raw: string): LanguagePoints {
  const script = text.charCodeAt(0);
  if (script >= 0x600 && script <= 0x6ff) return [['ar', 1]];
  if (script >= 0x590 && script < 0x600) return [['he', 1]];
  if (script >= 0x250) return [];
  const points: [SpokenLanguage, number][] = [];
  const shares = VOCABULARY.get(text);
  if (shares) {
    const sharing = [...shares.keys()].filter((language) => language !== 'pcm').length || 1;
    for (const [language, weight] of shares)
      if (language !== 'pcm') points.push([language, weight / sharing]);
  } else if (/(ing|ed|ly|tion|ness|ful|ous)$/.test(text)) points.push(['en', 0.6]);
  else if (/(ment|aient|eux|euse|ez|tres|ions|ait)$/.test(text)) points.push(['fr', 0.6]);
  for (const [letters, values] of LETTERS)
    if (letters.test(raw))
      for (const [language, value] of Object.entries(values) as [SpokenLanguage, number][])
        points.push([language, shares?.has(language) ? value / 3 : value]);
  return points;
}

/** Pidgin shares most words with English; its own grammar decides, English auxiliaries speak against it. */
function addPidgin(scores: LanguageScores, copulas: number, street: number, strong: number): void {
  if (strong > 0) scores.pcm = scores.en + 2 * strong - 1.5 * copulas + 0.5 * street;
  else if (street > 0 && copulas === 0) scores.pcm = scores.en + 0.5 + street;
}

const MINIMUM = 0.2;

/** The language of most words, `und` when there are none that we know. */
export function pickLanguage(scores: LanguageScores): Language {
  let best: Language = 'und';
  let most = MINIMUM;
  for (const language of SPOKEN) {
    if (scores[language] > most) {
      best = language;
      most = scores[language];
    }
  }
  return best;
}

/** Adds the evidence of one more message to the total. */
export function addScores(total: LanguageScores, more: LanguageScores): void {
  for (const language of SPOKEN) total[language] += more[language];
}
