import { type Parsed, phrasesOfKind } from './parsed';

export interface Asking {
  question: boolean;
  request: boolean;
}

const tagQuestions =
  /^(?:(?:right|okay|yes|no|huh|eh|abi|shey|you know|you see|is it not|not so|innit|non|anaa|ko|really|what|why|hello|hey|wow|nu|and you|how are you)(?: right| then)?)$/;

/**
 * Does the message expect an answer or an action (rule 12)? Praise dressed as a question does not; promises to write
 * later and requests to stop writing do not either.
 */
export function readAsking(parsed: Parsed, stops: boolean, praise: boolean): Asking {
  if (!mayAsk(parsed)) return nothingAsked;
  const requests = phrasesOfKind(parsed, 'request').filter(
    ({ from, to }) =>
      !isOwnPromise(parsed, from) && !isInStop(parsed, from) && !isAboutRating(parsed, from, to),
  );
  const rhetorical = new Set(
    phrasesOfKind(parsed, 'rhetorical').map(({ from }) => parsed.words[from]?.sentence),
  );
  const isReal = (at: number) => !rhetorical.has(parsed.words[at]?.sentence);
  const request = requests.some(({ from }) => isReal(from));
  const question =
    phrasesOfKind(parsed, 'question').some(({ from }) => isReal(from)) ||
    hasMarkedQuestion(parsed, rhetorical, stops, praise);
  return { question: question && !(stops && !request && !hasFactQuestion(parsed)), request };
}

const nothingAsked: Asking = { question: false, request: false };

function mayAsk(parsed: Parsed): boolean {
  return (
    phrasesOfKind(parsed, 'request').length > 0 ||
    phrasesOfKind(parsed, 'question').length > 0 ||
    parsed.tokens.some(({ kind, text }) => kind === 'mark' && /[?؟¿]/u.test(text))
  );
}

/** "change my rating to 4" asks for nothing but what the rating itself does. */
function isAboutRating(parsed: Parsed, from: number, to: number): boolean {
  return phrasesOfKind(parsed, 'cue').some((cue) => cue.from <= from && cue.to > to);
}

/** "I will call you", "we will send it": the speaker acts, not we. */
function isOwnPromise(parsed: Parsed, at: number): boolean {
  const before = [parsed.words[at - 2]?.text, parsed.words[at - 1]?.text].join(' ');
  return (
    /(?:^| )(?:i|we|ll|he|she|they) (?:will|can|shall)$|(?:will|going) (?:surely|definitely|to|also|still)$|^(?:i|we) (?:go|dey)$/.test(
      before,
    ) && !isQuestionAhead(parsed, at)
  );
}

function isQuestionAhead(parsed: Parsed, at: number): boolean {
  return /\b(?:can|could) (?:i|we)$/.test([parsed.words[at - 2]?.text, parsed.words[at - 1]?.text].join(' '));
}

function isInStop(parsed: Parsed, at: number): boolean {
  return phrasesOfKind(parsed, 'optOut').some(
    ({ from }) => parsed.words[from]?.sentence === parsed.words[at]?.sentence,
  );
}

function hasFactQuestion(parsed: Parsed): boolean {
  return phrasesOfKind(parsed, 'question').some(({ from }) =>
    ['who', 'where', 'how'].includes(parsed.words[from]?.text ?? ''),
  );
}

/** Sentences that end in a question mark and say something. */
function hasMarkedQuestion(
  parsed: Parsed,
  rhetorical: Set<number | undefined>,
  stops: boolean,
  praise: boolean,
): boolean {
  if (stops) return false;
  return parsed.tokens.some(({ kind, text, sentence }) => {
    if (kind !== 'mark' || !/[?؟¿]/u.test(text) || rhetorical.has(sentence)) return false;
    const said = parsed.words.filter((word) => word.sentence === sentence);
    const line = said.map((word) => word.text).join(' ');
    if (said.length === 0 || tagQuestions.test(line)) return false;
    if (said.every((word) => word.isNumber) || isTopic(parsed, sentence, said.length)) return false;
    return !(praise && /[!?]{2,}/.test(text) && !/^(?:can|could|how much|do you|when|where can)/.test(line));
  });
}

/** "The crew? 5/5!": a topic asked and answered by the customer. */
function isTopic(parsed: Parsed, sentence: number, length: number): boolean {
  if (
    length > 3 ||
    !phrasesOfKind(parsed, 'aspect').some(({ from }) => parsed.words[from]?.sentence === sentence)
  )
    return false;
  const next = parsed.tokens.findIndex((token) => token.sentence === sentence + 1);
  return ['number', 'stars'].includes(parsed.tokens[next]?.kind ?? '');
}
