import { type LanguageScores, languageEvidence, pickLanguage, scoreLanguages } from './language';
import {
  isKnownWord,
  type Meaning,
  numberWords,
  type PhraseKind,
  phraseKinds,
  slots,
} from './lexicon/compile';
import { type Lexicon, lexiconOf } from './lexicon/lexicon-of';
import type { PhraseMatch, Word } from './phrases';
import { createTokeniser, type Token } from './tokens';
import type { Language } from './types';

/** One message, read once: every later step looks at this and never at the text again. */
export interface Parsed {
  text: string;
  tokens: Token[];
  words: Word[];
  /** The words with one space between. */
  line: string;
  /** Word position → token position. */
  tokenOf: number[];
  phrases: PhraseMatch<Meaning>[];
  /** By the kind's place in `phraseKinds`. */
  byKind: (PhraseMatch<Meaning>[] | undefined)[];
  lexicon: Lexicon;
  scores: LanguageScores;
  language: Language;
  /** Sentences with a question mark. */
  asked: Set<number> | undefined;
}

const everyNumberWord = new Set([...numberWords.values()].flatMap((words) => [...words.keys()]));

const tokenise = createTokeniser({
  isKnown: isKnownWord,
  isNumber: (word) => everyNumberWord.has(word),
  evidence: languageEvidence,
});

export function parseText(text: string): Parsed {
  const tokens = tokenise(text);
  const words: Word[] = [];
  const tokenOf: number[] = [];
  let asked: Parsed['asked'];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind === 'mark' && /[?؟¿]/u.test(token.text)) {
      asked ??= new Set();
      asked.add(token.sentence);
    }
    if (token.kind !== 'word' && token.kind !== 'number') continue;
    words.push(token);
    tokenOf.push(at);
  }
  const line = words.map((word) => word.text).join(' ');
  const scores = scoreLanguages(tokens, words);
  const language = pickLanguage(scores);
  const lexicon = lexiconOf(language);
  const phrases = lexicon.findPhrases(words);
  return {
    text,
    tokens,
    words,
    line,
    tokenOf,
    phrases,
    byKind: groupByKind(phrases),
    lexicon,
    scores,
    language,
    asked,
  };
}

function groupByKind(phrases: PhraseMatch<Meaning>[]): Parsed['byKind'] {
  const byKind: Parsed['byKind'] = new Array(phraseKinds.length).fill(undefined);
  for (const phrase of phrases) {
    const list = byKind[phrase.label.slot];
    if (list) list.push(phrase);
    else byKind[phrase.label.slot] = [phrase];
  }
  return byKind;
}

const none: PhraseMatch<Meaning>[] = [];

/** Phrases of a kind, in text order. */
export function phrasesOfKind(parsed: Parsed, kind: PhraseKind): PhraseMatch<Meaning>[] {
  return parsed.byKind[slots[kind]] ?? none;
}
