import { type LanguageEvidence, noEvidence } from './language-evidence';
import { memoiseByWord } from './memoise';
import { foldWord } from './normalise';
import type { Word } from './phrases';
import { CharacterClass, classAt, pieceEnd } from './scan';
import { semiticForms } from './word-forms';

type TokenKind = 'word' | 'number' | 'stars' | 'emoji' | 'mark';

/** `sentence` and `clause` count up: a match may cross commas (clauses) but not full stops or lines (sentences). */
export interface Token extends Word {
  kind: TokenKind;
  raw: string;
  /** Digits' value, or the number of filled stars. */
  value: number;
  /** Written right behind the token before it, without a space. */
  glued: boolean;
  evidence: LanguageEvidence;
}

/** What is known of a canonical word before its context. */
interface WordFacts {
  text: string;
  forms: string[] | undefined;
  isNumber: boolean;
  evidence: LanguageEvidence;
}

/** The lexicon as the tokeniser sees it. */
export interface Vocabulary {
  isKnown: (word: string) => boolean;
  isNumber: (word: string) => boolean;
  evidence: (word: string, raw: string) => LanguageEvidence;
}

const clitics: Record<string, string> = { ll: 'will', re: 'are', ve: 'have', d: 'would', m: 'am', s: 'is' };
const shortForms: Record<string, string> = {
  dont: 'do not',
  cant: 'can not',
  cannot: 'can not',
  wont: 'will not',
  didnt: 'did not',
  isnt: 'is not',
  wasnt: 'was not',
  doesnt: 'does not',
  couldnt: 'could not',
  wouldnt: 'would not',
  shouldnt: 'should not',
  havent: 'have not',
  hasnt: 'has not',
  hadnt: 'had not',
  arent: 'are not',
  werent: 'were not',
  aint: 'is not',
  im: 'i am',
  ive: 'i have',
  gonna: 'going to',
  wanna: 'want to',
  u: 'you',
  ur: 'your',
  pls: 'please',
  plz: 'please',
  pliz: 'please',
  plss: 'please',
  msg: 'message',
  msgs: 'messages',
  thx: 'thanks',
  tnx: 'thanks',
  thanx: 'thanks',
  thnx: 'thanks',
  tanx: 'thanks',
  luv: 'love',
  ppl: 'people',
  outta: 'out of',
  txt: 'text',
  txts: 'texts',
  abit: 'a bit',
  alot: 'a lot',
  gud: 'good',
  gr8: 'great',
  ok: 'okay',
  okey: 'okay',
  k: 'okay',
  thankyou: 'thank you',
  wat: 'what',
  dey: 'dey',
  bcos: 'because',
  cos: 'because',
  coz: 'because',
  becos: 'because',
  tho: 'though',
};
const elision = /^(l|d|j|n|m|t|s|c|y|qu|jusqu|lorsqu|puisqu)'(.+)$/u;

/** Canonical folded words of one written word: "don't" → do not, "l'équipe" → l equipe. */
function splitWord(raw: string): string[] {
  if (raw.includes("'")) {
    if (raw.endsWith("n't")) return expand(raw.replace("'", ''));
    const clitic = /^([a-z]+)'(ll|re|ve|d|m|s)$/.exec(raw);
    if (clitic?.[1] && clitic[2] && !/^(qu|l|j|n|m|t|s|c)$/.test(clitic[1]))
      return [clitic[1], clitics[clitic[2]] ?? clitic[2]];
    const elided = elision.exec(raw);
    if (elided?.[1] && elided[2]) return [elided[1], ...splitWord(elided[2])];
  }
  return expand(isAscii(raw) ? raw.replaceAll("'", '') : foldWord(raw));
}

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 126) return false;
  return true;
}

function expand(word: string): string[] {
  const short = shortForms[word];
  if (short !== undefined && Object.hasOwn(shortForms, word)) return short.split(' ');
  return [word];
}

/** Makes a tokeniser; the vocabulary also settles how many letters a stretched word ("gooood") really has. */
export function createTokeniser(vocabulary: Vocabulary): (text: string) => Token[] {
  const factsOf = memoiseByWord((raw): WordFacts[] =>
    splitWord(raw).map((word, i) => {
      const text = settle(word, vocabulary.isKnown);
      const evidence = vocabulary.evidence(text, i === 0 ? raw : '');
      return { text, forms: semiticForms(text), isNumber: vocabulary.isNumber(text), evidence };
    }),
  );
  return (text) => tokenise(text, factsOf);
}

/** Collects the tokens of one text. A class, because closures made anew for every message cost a quarter of the time. */
class TokenWriter {
  readonly tokens: Token[] = [];
  private sentence = 0;
  private clause = 0;

  constructor(private readonly factsOf: (raw: string) => WordFacts[]) {}

  write(kind: CharacterClass, piece: string, glued: boolean, following: string): void {
    if (kind === CharacterClass.Letter) this.writeWord(piece, glued);
    else if (kind === CharacterClass.Digit) this.writeNumbers(piece, glued, following);
    else if (kind === CharacterClass.Star) this.push('stars', piece, countStars(piece), glued);
    else if (kind === CharacterClass.NewLine || kind === CharacterClass.Stop) {
      this.push('mark', kind === CharacterClass.NewLine ? '\n' : piece, 0, glued);
      this.sentence++;
      this.clause++;
    } else if (kind === CharacterClass.Comma) {
      this.push('mark', ',', 0, glued);
      this.clause++;
    } else this.push(kind === CharacterClass.Emoji ? 'emoji' : 'mark', piece, 0, glued);
  }

  private writeWord(raw: string, glued: boolean): void {
    const { sentence, clause } = this;
    for (const { text, forms, isNumber, evidence } of this.factsOf(raw))
      this.tokens.push({
        kind: 'word',
        text,
        raw,
        value: 0,
        glued,
        sentence,
        clause,
        isNumber,
        forms,
        evidence,
      });
  }

  /** "5,4,5,4" and "5,4" (no decimal on a scale of five, as "5,0" is) are several numbers. */
  private writeNumbers(piece: string, glued: boolean, following: string): void {
    const isList =
      piece.length > 2 &&
      (/^\d(?:[.,]\d){2,}$/.test(piece) || (/^[5-9],[1-9]$/.test(piece) && following !== '/'));
    if (!isList) this.push('number', piece, digitsValue(piece), glued);
    else
      for (const [i, digits] of piece.split(/[.,]/).entries())
        this.push('number', digits, digitsValue(digits), i === 0 && glued);
  }

  private push(kind: TokenKind, text: string, value: number, glued: boolean): void {
    const { sentence, clause } = this;
    this.tokens.push({
      kind,
      text,
      raw: text,
      value,
      glued,
      sentence,
      clause,
      isNumber: kind === 'number',
      forms: undefined,
      evidence: noEvidence,
    });
  }
}

function tokenise(text: string, factsOf: (raw: string) => WordFacts[]): Token[] {
  const writer = new TokenWriter(factsOf);
  let at = 0;
  let end = -1;
  while (at < text.length) {
    const kind = classAt(text, at);
    if (kind === CharacterClass.Space) {
      at++;
      continue;
    }
    const glued = at === end;
    end = pieceEnd(text, at, kind);
    writer.write(kind, text.slice(at, end), glued, text[end] ?? '');
    at = end;
  }
  return writer.tokens;
}

function countStars(piece: string): number {
  return [...piece].filter((star) => !/[☆✩✰]/u.test(star)).length;
}

/** "4,5" is 4.5, "1,500" and "1.500" are thousands; anything longer is no single number (NaN). */
function digitsValue(piece: string): number {
  if (/^\d+$/.test(piece)) return Number(piece);
  if (/^\d{1,3}([.,]\d{3})+$/.test(piece)) return Number(piece.replace(/[.,]/g, ''));
  if (/^\d+[.,]\d{1,2}$/.test(piece)) return Number(piece.replace(',', '.'));
  return Number.NaN;
}

function settle(word: string, isKnown: (word: string) => boolean): string {
  if (!/(.)\1\1/u.test(word)) return word;
  const two = word.replace(/(.)\1{2,}/gu, '$1$1');
  const one = word.replace(/(.)\1{2,}/gu, '$1');
  return isKnown(two) || !isKnown(one) ? two : one;
}
