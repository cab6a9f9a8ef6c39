import { MARK } from './marks';
import type { Parsed } from './parsed';
import type { PhraseMatch, Word } from './phrases';
import { wordSet } from './word-set';

const DENIALS = wordSet('not never without');
const DENIAL_REACH = 4;
const WANTING = wordSet('want wish mean need');
const ENDING = wordSet('stop unsubscribe end leave');
/** Whoever says "you never stop" or "why will you not stop" wants it to end. */
const REPROACHED = wordSet('you una why vous pourquoi');
const TIMES = wordSet('while whilst during until till jusqu pendant');
const HOURS = wordSet('night dawn midnight work church sunday sundays weekend weekends noon bedtime');
/** "On weekends or ever": no time at all. */
const EVER = wordSet('ever again anymore anytime');
const ASKED_FOR = wordSet('text message whatsapp write dm inbox sms contact');
const ONES_OWN = wordSet('number contact line phone name email details no whatsapp');
const LAUGHING = /[😂🤣😅😆😜😝]/u;

/** Words that ask for silence, but not from now on, not altogether, or not for the writer. */
export function isLimited(
  parsed: Parsed,
  marks: number[],
  phrase: Pick<PhraseMatch<unknown>, 'from' | 'to'>,
) {
  const { words } = parsed;
  const { from, to } = phrase;
  return (
    (isTeased(parsed) && words.slice(from, to).some(({ text }) => text === 'it')) ||
    isQuestion(parsed, from, to) ||
    isNeedless(words, from) ||
    isDenied(words, from, to) ||
    isForATime(words, to) ||
    invitesInstead(words, from) ||
    isOfSomebody(words, marks, to)
  );
}

/** "Unsubscribe? No, I like these." */
function isQuestion({ words, asked }: Parsed, from: number, to: number): boolean {
  const { sentence } = words[from] ?? {};
  if (sentence === undefined || !asked?.has(sentence)) return false;
  return words[from - 1]?.sentence !== sentence && words[to]?.sentence !== sentence;
}

/** "No need to message again, I'll ring you": spares us the trouble. */
function isNeedless(words: Word[], from: number): boolean {
  const first = words.findLastIndex(
    ({ text }, at) => at <= from && at >= from - 3 && text === 'no' && words[at + 1]?.text === 'need',
  );
  return (
    first >= 0 &&
    words.slice(from).some(({ text }, at, rest) => text === 'i' && rest[at + 1]?.text === 'will')
  );
}

/** "Please don't remove my number", "I don't want to stop receiving these". */
function isDenied(words: Word[], from: number, to: number): boolean {
  const own = words.slice(from, to).map(({ text }) => text);
  const denied = own.findIndex((text) => DENIALS.has(text) || text === 'no');
  if (denied >= 0)
    return WANTING.has(own[denied + 1] ?? '') && own.slice(denied).some((text) => ENDING.has(text));
  const start = words[from];
  const at = words.findLastIndex(
    ({ text, clause }, i) =>
      i < from && i >= from - DENIAL_REACH && clause === start?.clause && DENIALS.has(text),
  );
  const reproached = words.some(
    ({ text, sentence }, i) => i <= at && sentence === start?.sentence && REPROACHED.has(text),
  );
  return at >= 0 && !reproached;
}

/** "Don't text me while I'm at work", "no messages at night please". */
function isForATime(words: Word[], to: number): boolean {
  const { sentence } = words[to - 1] ?? {};
  if (words.slice(to).some(({ text }) => EVER.has(text))) return false;
  for (let at = to; at < words.length && words[at]?.sentence === sentence; at++) {
    const { text } = words[at] as Word;
    if (TIMES.has(text)) return true;
    if (/^(?:at|on|in)$/.test(words[at - 1]?.text ?? '') && HOURS.has(text)) return true;
  }
  return false;
}

/** "Don't call, text me": another way of writing is asked for. */
function invitesInstead(words: Word[], from: number): boolean {
  return words.some(
    ({ text, clause, sentence }, at) =>
      at > from &&
      sentence === words[from]?.sentence &&
      clause !== words[at - 1]?.clause &&
      ASKED_FOR.has(text) &&
      /^(?:me|us)$/.test(words[at + 1]?.text ?? ''),
  );
}

/** "Unsubscribe my sister": somebody else's number. */
function isOfSomebody(words: Word[], marks: number[], to: number): boolean {
  return (
    /^(?:my|his|her|our)$/.test(words[to]?.text ?? '') &&
    ((marks[to + 1] ?? 0) & MARK.otherPerson) !== 0 &&
    !ONES_OWN.has(words[to + 2]?.text ?? '')
  );
}

/** "Stop it 😂" teases. */
export function isTeased({ words, tokens }: Parsed): boolean {
  return (
    words.some(({ text }) => text === 'it') &&
    tokens.some(({ kind, text }) => kind === 'emoji' && LAUGHING.test(text))
  );
}
