import type { LanguageEvidence } from './language-evidence';
import { findLanguageMarks, type Meaning, vocabulary } from './lexicon/compile';
import type { PhraseMatch, Word } from './phrases';
import type { Token } from './tokens';
import type { Language, SpokenLanguage } from './types';
import { wordSet } from './word-set';

const spoken: SpokenLanguage[] = ['en', 'fr', 'tw', 'pcm', 'ee', 'ha', 'ar', 'he'];
const slots = new Map(spoken.map((language, slot) => [language, slot]));
const slotOf = (language: SpokenLanguage): number => slots.get(language) ?? 0;
const englishSlot = slotOf('en');
const pidginSlot = slotOf('pcm');
const ownLetters: [RegExp, Partial<Record<SpokenLanguage, number>>][] = [
  [/[ɖƒʋɣ]/u, { ee: 1.5 }],
  [/ŋ|ẽ|ɔ̃|ɛ̃|ũ/u, { ee: 1 }],
  [/[ɛɔ]/u, { tw: 1, ee: 0.6 }],
  [/[ɓɗƙƴ]/u, { ha: 2 }],
  [/[éèêàâçùûîôœë]/u, { fr: 1 }],
];
/** English verbs Pidgin does without: each one counts against Pidgin. */
const copulas = wordSet('is was were are has have had did does an of will would');
const street = wordSet('o ooo charley charlie chale chaley bossu massa paddy waa gidi oo');

/** Evidence by the language's slot in `SPOKEN`: names, looked up for every word, cost a twentieth of the time. */
export type LanguageScores = number[];

export const noScores = (): LanguageScores => new Array<number>(spoken.length).fill(0);

function add(scores: LanguageScores, slot: number, points: number): void {
  scores[slot] = (scores[slot] ?? 0) + points;
}

/** Evidence for each language, one point a word; a word of several languages is shared among them. */
export function scoreLanguages(tokens: Token[], words: Word[]): LanguageScores {
  const scores = noScores();
  let copulas = 0;
  let street = 0;
  let mayMark = false;
  for (const { evidence } of tokens) {
    for (const { slot, points } of evidence.points) add(scores, slot, points);
    if (evidence.isCopula) copulas++;
    if (evidence.isStreet) street++;
    mayMark ||= evidence.mayMark;
  }
  let pidgin = 0;
  for (const { label } of mayMark ? findLanguageMarks(words) : noMarks) {
    if (label.language === 'pcm') pidgin++;
    else add(scores, slotOf(label.language), 0.3);
  }
  addPidgin(scores, copulas, street, pidgin);
  return scores;
}

const noMarks: PhraseMatch<Meaning>[] = [];

/** By the lexicon, else by the word's ending, and by letters that only some languages use. */
export function languageEvidence(text: string, raw: string): LanguageEvidence {
  return {
    points: pointsOf(text, raw).map(([language, points]) => ({ slot: slotOf(language), points })),
    isCopula: copulas.has(text),
    isStreet: street.has(text),
    mayMark: findLanguageMarks.mayStart(text),
  };
}

function pointsOf(text: string, raw: string): [SpokenLanguage, number][] {
  const script = text.charCodeAt(0);
  if (script >= 0x600 && script <= 0x6ff) return [['ar', 1]];
  if (script >= 0x590 && script < 0x600) return [['he', 1]];
  if (script >= 0x250) return [];
  const points: [SpokenLanguage, number][] = [];
  const shares = vocabulary.get(text);
  if (shares) {
    const sharing = [...shares.keys()].filter((language) => language !== 'pcm').length || 1;
    for (const [language, weight] of shares)
      if (language !== 'pcm') points.push([language, weight / sharing]);
  } else if (/(ing|ed|ly|tion|ness|ful|ous)$/.test(text)) points.push(['en', 0.6]);
  else if (/(ment|aient|eux|euse|ez|tres|ions|ait)$/.test(text)) points.push(['fr', 0.6]);
  for (const [letters, values] of ownLetters)
    if (letters.test(raw))
      for (const [language, value] of Object.entries(values) as [SpokenLanguage, number][])
        points.push([language, shares?.has(language) ? value / 3 : value]);
  return points;
}

/** Pidgin shares most words with English; its own grammar decides, English auxiliaries speak against it. */
function addPidgin(scores: LanguageScores, copulas: number, street: number, strong: number): void {
  const english = scores[englishSlot] ?? 0;
  if (strong > 0) scores[pidginSlot] = english + 2 * strong - 1.5 * copulas + 0.5 * street;
  else if (street > 0 && copulas === 0) scores[pidginSlot] = english + 0.5 + street;
}

const minimum = 0.2;

/** The language of most words, `und` when there are none that we know. */
export function pickLanguage(scores: LanguageScores): Language {
  let best: Language = 'und';
  let most = minimum;
  for (let slot = 0; slot < spoken.length; slot++) {
    const points = scores[slot] ?? 0;
    if (points <= most) continue;
    best = spoken[slot] ?? 'und';
    most = points;
  }
  return best;
}

/** So much evidence tells a language that is spoken from a greeting that was borrowed. */
const spokenPoints = 2.5;

export function isSpoken(scores: LanguageScores): boolean {
  return scores.some((points) => points >= spokenPoints);
}

/** Adds the evidence of one more message to the total. */
export function addScores(total: LanguageScores, more: LanguageScores): void {
  for (let slot = 0; slot < spoken.length; slot++) add(total, slot, more[slot] ?? 0);
}
