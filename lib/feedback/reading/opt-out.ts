import { isLimited, isTeased } from './opt-out-limits';
import { type Parsed, phrasesOfKind } from './parsed';
import { wordSet } from './word-set';

/** Twilio's and WhatsApp's own keywords, plus the French one; alone in a message they end all sending. */
const keywords = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
  'opt out',
  'arret',
  'arretez',
  'arreter',
]);
const start = new Set(['start', 'unstop']);
/** Politeness around a bare "stop" ("please stop", "stop it now") does not change what it asks. */
const courtesy =
  wordSet(`please kindly it now this abeg okay just thanks thank you svp merci i said pls s il vous plait massa
  chale charley immediately already oo o sir madam hello hi sorry mepa wo kyew`);

const stopping = new Set(['stop', 'unsubscribe', 'stopall', 'optout']);

/** START or UNSTOP alone: the customer opts back in. */
export function isOptIn(parsed: Parsed): boolean {
  return parsed.words.length === 1 && start.has(parsed.line) && !hasOtherMarks(parsed);
}

/** A question mark turns a keyword into a question ("Stop?"), other marks and emoji do not matter. */
function hasOtherMarks(parsed: Parsed): boolean {
  return parsed.tokens.some(({ kind, text }) => kind === 'mark' && /[?؟¿/]/u.test(text));
}

function isKeyword(parsed: Parsed): boolean {
  if (parsed.words.length === 0 || parsed.words.length > 6) return false;
  if (keywords.has(parsed.line)) return true;
  const rest = parsed.words.filter(({ text }) => !courtesy.has(text)).map(({ text }) => text);
  return rest.length === 1 && ['stop', 'unsubscribe', 'optout', 'stopall', 'arretez'].includes(rest[0] ?? '');
}

/** A sentence of a longer message that is nothing but STOP and courtesy: "Great food. STOP." */
function hasKeywordSentence(parsed: Parsed): boolean {
  if (!parsed.words.some(({ text }) => stopping.has(text))) return false;
  const sentences = new Map<number, string[]>();
  for (const { text, sentence } of parsed.words.filter(({ sentence }) => !parsed.asked?.has(sentence)))
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), text]);
  return [...sentences.values()].some((words) => {
    const rest = words.filter((word) => !courtesy.has(word));
    return words.length <= 4 && stopping.has(rest.join(' '));
  });
}

/** "Thanks, but not interested, stop": a sentence that closes with the keyword as a clause of its own. */
function endsWithKeyword({ words, tokens }: Parsed): boolean {
  const last = words.at(-1);
  if (!last || tokens.at(-1)?.text === '?') return false;
  const closing = words.filter(({ clause }) => clause === last.clause);
  const rest = closing.filter(({ text }) => !courtesy.has(text));
  return rest.length === 1 && stopping.has(rest[0]?.text ?? '');
}

const messaging =
  /^(?:messag(?:e|es|ed|ing)|text(?:s|ed|ing)?|sms|contact(?:ed|ing)?|whatsapp|surveys?|spam(?:ming)?)$/;
const noRepeat =
  /\b(?:(?:do not|never|should not|must not) (?:ever )?(?:do|try|repeat|send) (?:it|that|this|such|so)|stop (?:doing )?(?:it|that|this|am)|make it stop)\b/;

const forgetIt = /\b(?:delete|remove|erase|forget|unsave|lose) (?:it|that|them)\b/;

/** "Why are you texting me? Don't do that again": what must not be repeated is named in another sentence. */
function forbidsRepeating({ words, line }: Parsed): boolean {
  if (/\bmy (?:number|contact|line|name|details)\b/.test(line) && forgetIt.test(line)) return true;
  return noRepeat.test(line) && words.some(({ text }) => messaging.test(text));
}

/** Does the message ask, by keyword or in words, not to be written to (rule 9)? */
export function asksToStop(parsed: Parsed, marks: number[]): boolean {
  if (forbidsRepeating(parsed)) return true;
  if (!isTeased(parsed) && (isKeyword(parsed) || hasKeywordSentence(parsed) || endsWithKeyword(parsed)))
    return true;
  return stopPhrases(parsed).some((phrase) => !isLimited(parsed, marks, phrase));
}

/** Asks for less than silence ("not while I'm at work", "don't call, text me"): a person must see to it. */
export function limitsContact(parsed: Parsed, marks: number[]): boolean {
  return stopPhrases(parsed).some((phrase) => isLimited(parsed, marks, phrase));
}

function stopPhrases(parsed: Parsed) {
  const traps = phrasesOfKind(parsed, 'notOptOut');
  return phrasesOfKind(parsed, 'optOut').filter(
    ({ from, to }) => !traps.some((trap) => trap.from < to && trap.to > from),
  );
}
