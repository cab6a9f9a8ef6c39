import { isListed } from './lexicon/lexicon-of';
import { opensAt, type Parsed, phrasesOfKind } from './parsed';
import type { Quantity } from './quantity';
import { CORRECTING } from './ratings';
import { isUnreserved } from './surroundings';
import type { Token } from './tokens';
import type { Doubt } from './types';
import { wordSet } from './word-set';

/**
 * What may stand right behind a score, with no mark between: thanks, somebody addressed, firmness, a reason, or the
 * start of the next thought. Closed, and without verbs and nouns: behind any other word the number counts ("4 each",
 * "3 came", "2 boys") or is itself what the sentence is about ("5 would be a lie").
 */
export const BEHIND = wordSet(`
  thanks thank please pls plz kindly abeg beg merci svp medaase akpe bless god cheers kudos congrats congratulations well
  bravo na
  madam sir boss maa guys team massa bro sis chale charley dear mo
  paa oo o oh ooo eh ah wow kraa ampa sosai sharp flat straight solid easily only just simply honestly sincerely
  definitely really truly absolutely certainly actually instead seulement vraiment
  and also plus because cos coz cause since as so but though although for from by this across if unless without et mais
  car parce pour sans avec nanso gake amma saa ma ko
  overall all everything max maximum total general tout
  i we it my our the your you una u je j vous la le les l c ce nous votre
  yes ok okay keep hope sorry correction
`);
/** What stands right before a number that names or counts something else than a score, though it may stand in a sentence about one. */
const NAMED_BY_NUMBER = wordSet(`
  the that these those le la les du au pour for
  grade mark point points event events day evening morning night weekend party wedding funeral anniversary birthday
  ceremony occasion soiree mariage anniversaire fete boys girls people office church family couple team
  am been can do fit plus each both alone from minus negative moins
`);
/** The two words that touch the number. */
export function doubtBeside(parsed: Parsed, quantity: Quantity, doubts: Set<Doubt>): void {
  const { tokens } = parsed;
  const next = tokens[quantity.to];
  if (next?.kind === 'word' && !standsBehind(parsed, quantity.to)) doubts.add('unit');
  // "A 5 star disaster".
  const blamed = phrasesOfKind(parsed, 'tone').some(
    ({ from, label }) => label.weight < 0 && parsed.tokenOf[from] === quantity.to,
  );
  if (blamed && quantity.score >= 4) doubts.add('contradiction');
  if (quantity.explicit) return;
  if (isSpelledLike(parsed, quantity)) doubts.add('unit');
  const before = tokens[quantity.from - 1];
  if (before && NAMED_BY_NUMBER.has(before.text)) doubts.add('unit');
  if (before && ('me' === before.text || 'us' === before.text) && !isFromWriter(parsed, quantity.from - 2))
    doubts.add('unit');
}

function standsBehind(parsed: Parsed, at: number): boolean {
  const { tokens, lexicon, language } = parsed;
  const word = tokens[at];
  if (
    word?.kind !== 'word' ||
    (BEHIND.has(word.text) && !ALONE.has(word.text)) ||
    word.text.charCodeAt(0) >= 0x590
  )
    return true;
  if (word.text === 'god' && tokens[at + 1]?.kind === 'word') return true;
  if (isUnreserved(word.text, tokens[at + 1]?.text)) return true;
  if (DENYING.has(word.text)) return isCorrection(tokens[at + 1]);
  if (/^(?:will|would|shall)$/.test(word.text) && opensAt(parsed, at + 1, ['recommend'])) return true;
  if (word.text === 'is' && OWN.has(tokens[at + 1]?.text ?? '')) return true;
  if (!LEARNT.has(language) && isListed(word, 'links', lexicon)) return true;
  if (toldOf(parsed, at) || (ALONE.has(word.text) && tokens[at + 1]?.kind !== 'word')) return false;
  return opensAt(parsed, at, OPENING);
}

/** "1 God", "4 love": a wish of its own only with what follows. */
const ALONE = wordSet('god love');

/** "4 you", "thanks 2 u": written for "for" and "to". */
function isSpelledLike({ tokens }: Parsed, { from, to, written }: Quantity): boolean {
  if (written !== 2 && written !== 4) return false;
  return HEARD_BEHIND.has(tokens[to]?.text ?? '') || HEARD_BEFORE.has(tokens[from - 1]?.text ?? '');
}

const HEARD_BEHIND = wordSet('you u your me us all everything everyone real sure');
const HEARD_BEFORE = wordSet('thanks thank me same love welcome nice good');

/** "2 fell sick", "3 burnt", "2 rude waiters", "1 rude waiter": the number counts those who did, were or are. */
function toldOf({ tokens }: Parsed, at: number): boolean {
  const [told, of] = [tokens[at]?.text ?? '', tokens[at + 1]];
  if (HAPPENED.has(told)) return true;
  const noun = of?.kind === 'word' && of.clause === tokens[at]?.clause ? of.text : '';
  if (noun === '') return /(?:ed|en|nt|ing)$/.test(told);
  const one = tokens[at - 1]?.value === 1;
  return /[^su]s$/.test(noun) || (one && COUNTABLE.test(noun));
}

const HAPPENED = wordSet('fell felt got came went were was are did had left ran broke');
const COUNTABLE = /(?:er|or|man|woman|boy|girl|lady|dish|plate|tray|bowl|cup|chair|table|box|person|guest)$/;

/** "4 not 5", "5 no wait 4": denies the other number; "2 no good" tells of two things. */
const DENYING = wordSet('no not never pas');
const isCorrection = (next: Token | undefined) =>
  next?.kind === 'number' || next?.isNumber === true || CORRECTING.has(next?.text ?? '');

/** "5 is my score", but "3 is generous". */
const OWN = wordSet('my our what the it fair okay fine final');
/** Languages whose small words have been sorted into those that may follow a score and those that may not. */
const LEARNT = new Set(['en', 'pcm', 'fr', 'und']);
/** Phrases that can open a thought right behind a score: praise, an aspect, a recommendation, a wish to be left alone. */
const OPENING = ['tone', 'aspect', 'recommend', 'contrast', 'optOut', 'request'] as const;

/** "From us 5", "for me 4", but "you gave me 4". */
function isFromWriter({ tokens }: Parsed, at: number): boolean {
  return /^(?:from|for|by|to|with)$/.test(tokens[at]?.text ?? '');
}
