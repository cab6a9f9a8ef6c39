import { type LanguageScores, pickLanguage, scoreLanguages } from './language';
import {
  findPhrases,
  isKnownWord,
  type Meaning,
  NUMBER_WORDS,
  WORD_SETS,
  type WordSets,
} from './lexicon/compile';
import { isHeard } from './lexicon/packs';
import { asWord, type PhraseMatch, type Word } from './phrases';
import { type Token, tokenise } from './tokens';
import type { Language, SpokenLanguage } from './types';

/** One message, read once: every later step looks at this and never at the text again. */
export interface Parsed {
  text: string;
  tokens: Token[];
  words: Word[];
  /** Word position → token position. */
  tokenOf: number[];
  phrases: PhraseMatch<Meaning>[];
  scores: LanguageScores;
  language: Language;
}

const EVERY_NUMBER_WORD = new Set([...NUMBER_WORDS.values()].flatMap((words) => [...words.keys()]));

export function parseText(text: string): Parsed {
  const tokens = tokenise(text, isKnownWord);
  const words: Word[] = [];
  const tokenOf: number[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word' && token.kind !== 'number') return;
    words.push(
      asWord(
        token.text,
        token.sentence,
        token.clause,
        token.kind === 'number' || EVERY_NUMBER_WORD.has(token.text),
      ),
    );
    tokenOf.push(at);
  });
  const found = words.length ? findPhrases(words) : [];
  const scores = scoreLanguages(tokens, found);
  const language = pickLanguage(scores);
  const phrases = found.filter(({ label }) => isHeard(label.language, language));
  return { text, tokens, words, tokenOf, phrases, scores, language };
}

/** Languages whose word lists apply to a message, its own first. */
export function languagesHeard(language: Language): SpokenLanguage[] {
  const all = [...WORD_SETS.keys()];
  return [
    ...all.filter((code) => code === language),
    ...all.filter((code) => code !== language && isHeard(code, language)),
  ];
}

/** Is the word in this list of any language heard? Arabic and Hebrew prefixes are looked through. */
export function isListed(
  word: Word,
  list: 'negators' | 'links' | 'units' | 'notBefore',
  languages: SpokenLanguage[],
): boolean {
  for (const language of languages) {
    const sets = WORD_SETS.get(language);
    if (sets && listHas(sets, list, word)) return true;
  }
  return false;
}

function listHas(sets: WordSets, list: 'negators' | 'links' | 'units' | 'notBefore', word: Word): boolean {
  for (const form of word.forms ?? [word.text]) {
    if (sets[list].has(form)) return true;
    if (
      list === 'units' &&
      sets.unitStems.some((stem) => form.startsWith(stem) && form.length - stem.length < 3)
    )
      return true;
  }
  return false;
}

/** Phrases of a kind, in text order. */
export function phrasesOfKind(parsed: Parsed, kind: Meaning['kind']): PhraseMatch<Meaning>[] {
  return parsed.phrases.filter(({ label }) => label.kind === kind);
}
