import { compilePhrases, type PhraseFinder, type Word } from '../phrases';
import type { Language } from '../types';
import { type Meaning, numberWords, phrases, type WordList, type WordSets, wordSets } from './compile';
import { isHeard, packs } from './packs';

/** What a message of one language is listened to with: its own words first, then those people mix in. */
export interface Lexicon {
  findPhrases: PhraseFinder<Meaning>;
  lists: WordSets;
  ownNegators: Set<string>;
  numbers: Map<string, number>;
}

const lexicons = new Map<Language, Lexicon>();

export function lexiconOf(language: Language): Lexicon {
  const known = lexicons.get(language);
  if (known) return known;
  const lexicon = makeLexicon(language);
  lexicons.set(language, lexicon);
  return lexicon;
}

function makeLexicon(language: Language): Lexicon {
  const codes = packs.map(({ code }) => code).filter((code) => isHeard(code, language));
  const sets = codes.flatMap((code) => wordSets.get(code) ?? []);
  const merge = (list: WordList) => new Set(sets.flatMap((set) => [...set[list]]));
  const numbers = new Map<string, number>();
  for (const code of [
    ...codes.filter((other) => other !== language),
    ...codes.filter((own) => own === language),
  ])
    for (const [word, value] of numberWords.get(code) ?? []) numbers.set(word, value);
  const own =
    language === 'und' || language === 'en' || language === 'pcm' ? undefined : wordSets.get(language);
  return {
    findPhrases: compilePhrases(
      phrases.filter(({ label }) => codes.includes(label.language) && isOwn(label, language)),
    ),
    lists: {
      negators: merge('negators'),
      links: merge('links'),
      notBefore: merge('notBefore'),
      units: merge('units'),
    },
    ownNegators: own?.negators ?? merge('negators'),
    numbers,
  };
}

/** Is the word in this list? Arabic and Hebrew prefixes are looked through. */
export function isListed(word: Word, list: WordList, { lists }: Lexicon): boolean {
  return (word.forms ?? [word.text]).some((form) => lists[list].has(form));
}

/** Vague frames are heard only in their own language: "no … …" is a complaint in Pidgin alone. */
function isOwn(label: Meaning, language: Language): boolean {
  return !label.vague || label.language === language || (label.language === 'en' && language === 'pcm');
}
