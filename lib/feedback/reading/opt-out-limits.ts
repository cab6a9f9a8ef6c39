import { markBits } from './marks';
import type { Parsed } from './parsed';
import type { PhraseMatch, Word } from './phrases';
import { wordSet } from './word-set';

const denials = wordSet('not never without');
const denialReach = 4;
const wanting = wordSet('want wish mean need');
const ending = wordSet('stop unsubscribe end leave');
/** Whoever says "you never stop" or "why will you not stop" wants it to end. */
const reproachWords = wordSet('you una why vous pourquoi');
const times = wordSet('while whilst during until till jusqu pendant');
const hours = wordSet('night dawn midnight work church sunday sundays weekend weekends noon bedtime');
/** "On weekends or ever": no time at all. */
const ever = wordSet('ever again anymore anytime');
const askedFor = wordSet('text message whatsapp write dm inbox sms contact');
const onesOwn = wordSet('number contact line phone name email details no whatsapp');
const laughing = /[😂🤣😅😆😜😝]/u;

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
  const denied = own.findIndex((text) => denials.has(text) || text === 'no');
  if (denied >= 0)
    return wanting.has(own[denied + 1] ?? '') && own.slice(denied).some((text) => ending.has(text));
  const start = words[from];
  const at = words.findLastIndex(
    ({ text, clause }, i) =>
      i < from && i >= from - denialReach && clause === start?.clause && denials.has(text),
  );
  const reproached = words.some(
    ({ text, sentence }, i) => i <= at && sentence === start?.sentence && reproachWords.has(text),
  );
  return at >= 0 && !reproached;
}

/** "Don't text me while I'm at work", "no messages at night please". */
function isForATime(words: Word[], to: number): boolean {
  const { sentence } = words[to - 1] ?? {};
  if (words.slice(to).some(({ text }) => ever.has(text))) return false;
  for (let at = to; at < words.length && words[at]?.sentence === sentence; at++) {
    const { text } = words[at] as Word;
    if (times.has(text)) return true;
    if (/^(?:at|on|in)$/.test(words[at - 1]?.text ?? '') && hours.has(text)) return true;
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
      askedFor.has(text) &&
      /^(?:me|us)$/.test(words[at + 1]?.text ?? ''),
  );
}

/** "Unsubscribe my sister": somebody else's number. */
function isOfSomebody(words: Word[], marks: number[], to: number): boolean {
  return (
    /^(?:my|his|her|our)$/.test(words[to]?.text ?? '') &&
    ((marks[to + 1] ?? 0) & markBits.otherPerson) !== 0 &&
    !onesOwn.has(words[to + 2]?.text ?? '')
  );
}

/** "Stop it 😂" teases. */
export function isTeased({ words, tokens }: Parsed): boolean {
  return (
    words.some(({ text }) => text === 'it') &&
    tokens.some(({ kind, text }) => kind === 'emoji' && laughing.test(text))
  );
}
