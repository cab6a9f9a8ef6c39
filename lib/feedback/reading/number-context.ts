import type { AspectGroup } from './aspects';
import { isListed, type Lexicon } from './lexicon/lexicon-of';
import { type Parsed, phrasesOfKind } from './parsed';
import type { Word } from './phrases';
import type { Quantity } from './quantity';
import type { Prompt } from './types';
import { wordSet } from './word-set';

const venues =
  wordSet(`hotel hotels restaurant restaurants resort venue chef chefs general lodge otel guesthouse hospital
  فندق מלון`);
const parts =
  wordSet(`sure certain agree true ready of deposit discount off payment advance down balance upfront des de מהאורחים من recommend
  recommended recommending tax vat commission tip service less more refund alcohol`);
const hardBefore =
  wordSet(`at by around table tables room number waited paid ordered until till since before after for came
  arrived past vers אחרי בשעה الساعه ساعه karfe about another these those numero brought served hall
  all`);
const moneyWords = wordSet(
  'pay paid paying remaining balance deposit discount off refund advance owe charge charged only half acompte remise',
);
const noNext = new Set(['deposit', 'paid']);

function wordAt(parsed: Parsed, at: number): Word | null {
  const token = parsed.tokens[at];
  return token?.kind === 'word' ? token : null;
}

/** The word right before a position, when nothing but the sentence's own words lies between. */
function wordBefore(parsed: Parsed, at: number): Word | null {
  return wordAt(parsed, at - 1);
}

/** Units of any language, for where the message's language is not known by so few words. */
const units =
  wordSet(`sec secs second seconds min mins minute minutes hr hrs hour hours moment moments oclock am pm kg km pax guest
  guests people plates cedi cedis pesewas seconde secondes heure heures jour jours semaine semaines mois ans personnes
  assiettes euros simma dapen afe mintuna mugs degrees metres meters inches floors rooms cm ml gb mb`);

/** Does the number count or measure something ("3 waiters", "2 hours", "table 4", "50 % of the guests")? */
export function isCounted(
  parsed: Parsed,
  quantity: Quantity,
  lexicon: Lexicon,
  groups: AspectGroup[],
): boolean {
  const next = wordAt(parsed, quantity.to);
  const before = wordBefore(parsed, quantity.from);
  if (next && (venues.has(next.text) || noNext.has(next.text))) return true;
  if (before && venues.has(before.text) && quantity.stars) return true;
  if (quantity.percent && isPartOfMoney(parsed, quantity)) return true;
  if (quantity.percent) return (next !== null && parts.has(next.text)) || recommendsBefore(parsed, quantity);
  if (quantity.explicit) return next?.text === 'of' && parsed.words.length > 3 && !quantity.stars;
  if (isGlued(parsed, quantity)) return true;
  if (
    before &&
    hardBefore.has(before.text) &&
    !(before.text === 'all' && (!next || quantity.plural)) &&
    !(before.text === 'for' && quantity.plural)
  )
    return true;
  if (!next) return false;
  const isAspect = groups.find((group) => group.from === quantity.to);
  if (isAspect) return isCountedPeople(parsed, quantity, isAspect, lexicon, next);
  if (isListed(next, 'units', lexicon) || isPluralNoun(parsed, quantity, next, lexicon)) return true;
  return units.has(next.text);
}

/** "Can I pay the remaining 30 %": money or an asked share, not a mark. */
function isPartOfMoney(parsed: Parsed, quantity: Quantity): boolean {
  const { sentence } = parsed.tokens[quantity.from] ?? {};
  if (isAsked(parsed, sentence) && parsed.words.filter((word) => word.sentence === sentence).length > 2)
    return true;
  return parsed.tokens
    .slice(Math.max(0, quantity.from - 5), quantity.from)
    .some(({ text }) => moneyWords.has(text));
}

/** "I recommend them 100%": how surely, not how good. */
function recommendsBefore(parsed: Parsed, quantity: Quantity): boolean {
  return phrasesOfKind(parsed, 'recommend').some(({ from, to }) => {
    const end = (parsed.tokenOf[to - 1] ?? 0) + 1;
    return (
      end <= quantity.from &&
      quantity.from - end <= 3 &&
      parsed.words[from]?.sentence === parsed.tokens[quantity.from]?.sentence
    );
  });
}

/** "A4", "covid19", "7up", "20ppl". */
function isGlued(parsed: Parsed, quantity: Quantity): boolean {
  const after = parsed.tokens[quantity.to];
  const own = parsed.tokens[quantity.from];
  if (own?.kind !== 'number') return false;
  if (after?.kind === 'word' && after.glued && !/[\u0590-\u06FF]/u.test(after.text) && after.raw.length < 4)
    return true;
  const before = parsed.tokens[quantity.from - 1];
  return own.glued && before?.kind === 'word' && before.text.length < 3 && /^[a-z]+$/.test(before.text);
}

/** "3 waiters" counts, "food 5 waiters 3" does not: the waiters have a number of their own. */
function isCountedPeople(
  parsed: Parsed,
  quantity: Quantity,
  group: AspectGroup,
  lexicon: Lexicon,
  next: Word,
): boolean {
  if (!isListed(next, 'units', lexicon) && !/[^su]s$/.test(next.text)) return false;
  if (quantity.from === 0) return true;
  for (let at = group.to; at < group.to + 3; at++) {
    if (parsed.tokens[at]?.text === 'for') return true;
    if (parsed.tokens[at]?.kind === 'number') return false;
  }
  return true;
}

const notNouns =
  wordSet(`thanks is was yes guys this bless plus always across as gods s stars las regards congrats sans vous
  mais tres bravos nous cheers points marks les its us has overalls because well kudos stress
  sweetness pls kiss success happiness alors dans pas des`);

function isPluralNoun(_parsed: Parsed, quantity: Quantity, next: Word, lexicon: Lexicon): boolean {
  if (quantity.plural || notNouns.has(next.text) || isListed(next, 'links', lexicon)) return false;
  return /^[a-z]{3,}[^su]s$/.test(next.text);
}

/** "1. …\n2. …": numbers of a list. */
export function isEnumeration(parsed: Parsed, quantity: Quantity, all: Quantity[]): boolean {
  if (all.length < 2) return false;
  const opens = (other: Quantity) => {
    const previous = parsed.tokens[other.from - 1];
    const mark = parsed.tokens[other.to]?.text;
    const lineStart = other.from === 0 || previous?.text === '\n';
    return lineStart && (mark === '.' || mark === ')') && parsed.tokens[other.to + 1]?.kind === 'word';
  };
  if (!opens(quantity)) return false;
  const numbers = all.filter(opens).map(({ written }) => written);
  return numbers.length > 1 && numbers.every((value, i) => value === i + 1);
}

const withdrawn =
  /(?:\bnot(?: an?)?|\bpas(?: un)?|\binstead of(?: an?| the| my)?|\brather than(?: an?)?|\bau lieu (?:de|d)(?: un)?|\bless than(?: an?)?|\bno be|\benye|ليس|ليست|لا|לא|במקום|ולא|بدل|بدلا من|ba)$/u;
const unreal =
  /\b(?:(?:would|could|should|might|ll) have (?:been|given|rated|scored|gotten|got|put|said|deserved)|(?:was|were) (?:going|about|planning) to (?:give|rate|say|put)|(?:wanted|planned) to (?:give|rate)|aurais (?:mis|donne)|aurait ete|allais (?:mettre|donner))\b[^§]{0,40}$/u;

/** "not 3", "instead of 4", "would have been a 5": taken back in the same breath. */
export function isWithdrawn(parsed: Parsed, quantity: Quantity): boolean {
  const sentence = parsed.tokens[quantity.from]?.sentence;
  const clause = parsed.tokens[quantity.from]?.clause;
  const words: string[] = [];
  for (let at = Math.max(0, quantity.from - 8); at < quantity.from; at++) {
    const token = parsed.tokens[at];
    if (token?.sentence !== sentence || token?.clause !== clause) words.length = 0;
    else words.push(token?.text ?? '');
  }
  const before = words.join(' ');
  return withdrawn.test(before) || unreal.test(before);
}

const fillers =
  wordSet(`mine ours hello hi hey good morning evening afternoon definitely okay yes well actually sorry oops no wait
  then please solid strong big fat perfect straight full maybe probably around like simply honest
  honestly humble overall final answer somewhere between easily thank thanks hmm hmmm ah eh oh entre
  bonjour bonsoir merci pardon desole plutot finalement now change correction edit i rating score wow
  sure total firm high low clear whopping generous fair correct correctly mistake typo dear chale
  charley abeg massa sir madam minus negative still yoo aane toh oui daga tsakanin بين בין سلام مرحبا
  שלום היי ya yh yeah great nice a number option from me us shame so my vote plus rates very deffo defo`);
const nextAfterWord =
  wordSet(`from for because but thanks please paa straight all and to thank na plus god me pour car mais merci
  overall without any each no nanso amma gake na saa lakn ma medaase only instead though since if
  sosai akpe mi mo us flat sharp chale charley o oo is would great good svp as maximum max big solid
  times i we you`);
const cueReach = 5;

/** Is an untied number the overall rating? Scaled numbers are; bare ones need to stand alone or follow "give, rate…". */
export function isStandingAlone(
  parsed: Parsed,
  quantity: Quantity,
  lexicon: Lexicon,
  lastPrompt: Prompt,
): boolean {
  if (
    quantity.stars &&
    quantity.written === 1 &&
    parsed.tokens[quantity.from]?.kind === 'stars' &&
    parsed.words.length > 0
  )
    return false;
  if (quantity.explicit) return true;
  const before = wordBefore(parsed, quantity.from);
  const sentence = parsed.tokens[quantity.from]?.sentence;
  const said = parsed.words.filter((word) => word.sentence === sentence);
  if (isAsked(parsed, sentence) && said.length > 2) return false;
  const one = quantity.spelled && quantity.written === 1;
  if (one && said.length > 1 && !(isCued(parsed, quantity) && wordAt(parsed, quantity.to) === null))
    return false;
  if (lastPrompt !== 'rating' && lastPrompt !== 'aspects' && said.length > 3 && !isCued(parsed, quantity))
    return false;
  const leading = leadingWords(parsed, quantity);
  const fits = followsWell(parsed, quantity, lexicon);
  if (
    fits &&
    leading.every((word) => fillers.has(word.text) || isListed(word, 'links', lexicon) || word.isNumber) &&
    !isBlocked(parsed, before, quantity, lexicon)
  )
    return leading.length <= 8;
  return fits && isCued(parsed, quantity) && !isBlocked(parsed, before, quantity, lexicon);
}

const unblocked = wordSet(
  'is number my only type about almost nearly around step plus over a le du nso na than',
);

function isBlocked(parsed: Parsed, before: Word | null, quantity: Quantity, lexicon: Lexicon): boolean {
  if (!before) return false;
  if (unblocked.has(before.text) || isCued(parsed, quantity, 0)) return false;
  if (before.text === 'for' && parsed.tokens[quantity.from - 2] === undefined) return false;
  return isListed(before, 'notBefore', lexicon);
}

/** The words of the number's own clause before it; a comma, dash, bracket or "but" opens a new one. */
function leadingWords(parsed: Parsed, quantity: Quantity): Word[] {
  const words: Word[] = [];
  const contrasts = new Set(phrasesOfKind(parsed, 'contrast').map(({ from }) => parsed.tokenOf[from]));
  for (let at = quantity.from - 1; at >= 0; at--) {
    const token = parsed.tokens[at];
    if (
      !token ||
      token.sentence !== parsed.tokens[quantity.from]?.sentence ||
      token.clause !== parsed.tokens[quantity.from]?.clause
    )
      break;
    if (token.kind === 'emoji' || (token.kind === 'mark' && /[-–—:(=>)"|]/u.test(token.text))) break;
    if (contrasts.has(at) || ['so', 'because', 'therefore', 'hence', 'nti', 'donc'].includes(token.text))
      break;
    if (token.kind === 'word') words.push(token);
    else if (token.kind === 'number') break;
  }
  return words.reverse();
}

function followsWell(parsed: Parsed, quantity: Quantity, lexicon: Lexicon): boolean {
  const next = wordAt(parsed, quantity.to);
  if (!next || quantity.plural) return true;
  if (!quantity.spelled) return true;
  return (
    nextAfterWord.has(next.text) || isListed(next, 'links', lexicon) || /[\u0590-\u06FF]/u.test(next.text)
  );
}

function isCued(parsed: Parsed, quantity: Quantity, reach = cueReach): boolean {
  const sentence = parsed.tokens[quantity.from]?.sentence;
  return phrasesOfKind(parsed, 'cue').some(({ from, to }) => {
    const end = (parsed.tokenOf[to - 1] ?? 0) + 1;
    const near = end <= quantity.from && quantity.from - end <= reach;
    return near && parsed.words[from]?.sentence === sentence;
  });
}

function isAsked(parsed: Parsed, sentence: number | undefined): boolean {
  return parsed.tokens.some(
    (token) => token.kind === 'mark' && token.sentence === sentence && /[?؟¿]/u.test(token.text),
  );
}
