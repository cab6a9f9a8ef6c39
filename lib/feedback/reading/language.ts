import type { Meaning } from './lexicon/compile';
import { VOCABULARY } from './lexicon/compile';
import { memoiseByWord } from './memoise';
import type { PhraseMatch } from './phrases';
import type { Token } from './tokens';
import type { Language, SpokenLanguage } from './types';
import { wordSet } from './word-set';

const LATIN: SpokenLanguage[] = ['en', 'fr', 'tw', 'pcm', 'ee', 'ha'];
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

/** Evidence for each language, one point a word; a word of several languages is shared among them. */
export function scoreLanguages(tokens: Token[], phrases: PhraseMatch<Meaning>[]): LanguageScores {
  const scores: LanguageScores = { en: 0, fr: 0, tw: 0, pcm: 0, ee: 0, ha: 0, ar: 0, he: 0 };
  let copulas = 0;
  let street = 0;
  for (const { kind, text, raw } of tokens) {
    if (kind !== 'word') continue;
    const script = text.charCodeAt(0);
    if (script < 0x250) scoreLatin(text, raw, scores);
    else if (script >= 0x600 && script <= 0x6ff) scores.ar += 1;
    else if (script >= 0x590 && script < 0x600) scores.he += 1;
    if (COPULAS.has(text)) copulas++;
    if (STREET.has(text)) street++;
  }
  addPidgin(scores, copulas, street, strongMatches(phrases, 'pcm'));
  for (const language of ['fr', 'tw', 'ee', 'ha'] as const)
    scores[language] += 0.3 * strongMatches(phrases, language);
  return scores;
}

function strongMatches(phrases: PhraseMatch<Meaning>[], language: SpokenLanguage): number {
  return phrases.filter(({ label }) => label.kind === 'strong' && label.language === language).length;
}

type Points = [SpokenLanguage, number][];

/** Points a Latin word gives: by lexicon, else by its ending, and by letters only some languages use. */
const pointsOf = memoiseByWord((key: string): Points => {
  const [text = '', raw = ''] = key.split(' ');
  const points: Points = [];
  const shares = VOCABULARY.get(text);
  if (shares) {
    const sharing = [...shares.keys()].filter((language) => language !== 'pcm').length || 1;
    for (const [language, weight] of shares)
      if (language !== 'pcm') points.push([language, weight / sharing]);
  } else if (/(ing|ed|ly|tion|ness|ful|ous)$/.test(text)) points.push(['en', 0.6]);
  else if (/(ment|aient|eux|euse|ez|tres|ions|ait)$/.test(text)) points.push(['fr', 0.6]);
  for (const [letters, values] of LETTERS)
    if (letters.test(raw))
      for (const [language, value] of Object.entries(values) as Points)
        points.push([language, shares?.has(language) ? value / 3 : value]);
  return points;
});

function scoreLatin(text: string, raw: string, scores: LanguageScores): void {
  for (const [language, value] of pointsOf(raw === text || raw === '' ? text : `${text} ${raw}`))
    scores[language] += value;
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
  for (const language of [...LATIN, 'ar', 'he'] as const) {
    if (scores[language] > most) {
      best = language;
      most = scores[language];
    }
  }
  return best;
}

/** Sums the evidence of several messages. */
export function addScores(total: LanguageScores, more: LanguageScores): LanguageScores {
  const sum = { ...total };
  for (const language of Object.keys(more) as SpokenLanguage[]) sum[language] += more[language];
  return sum;
}
