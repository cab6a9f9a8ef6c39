import type { Draft } from './draft';
import { isForeign, isMocking } from './foreign-scores';
import { removeInjection } from './injection';
import { readLabel } from './labels';
import { addScores, noScores, pickLanguage } from './language';
import { isKnownWord } from './lexicon/compile';
import { isListed } from './lexicon/lexicon-of';
import { marksOf } from './marks';
import { maskNumbers } from './mask-numbers';
import { normaliseBody } from './normalise';
import { asksToStop, isOptIn, limitsContact } from './opt-out';
import { type Parsed, parseText } from './parsed';
import { agrees, readPlainly } from './plain/plain-reading';
import type { Quantity } from './quantity';
import { noAspects, type Ratings, readRatings } from './ratings';
import { readRecommendation } from './recommend';
import { readAsking } from './requests';
import { judge } from './sentiment';
import { readTap } from './taps';
import { readTone } from './tone';
import {
  type InboundMessage,
  type Language,
  type Prompt,
  type Reading,
  ratedAspects,
  type Score,
} from './types';

/** More messages than this in one turn are not read; nobody sends so many before the first is answered. */
const readMessages = 50;

/**
 * Reads a customer's turn: all inbound messages in arrival order, with the question we asked last. Pure and total: any
 * input gives a Reading. The rules are those of the labelling guide that the test cases follow.
 */
export function readReplies({
  messages,
  lastPrompt = 'rating',
}: {
  messages: InboundMessage[];
  lastPrompt?: Prompt;
}): Reading {
  const draft: Draft = {
    overall: null,
    aspects: noAspects(),
    wouldRecommend: null,
    optOut: false,
    optIn: false,
    scores: noScores(),
    fallback: 'und',
    tones: [],
    recommendation: null,
    reasons: new Set(),
    doubts: new Set(),
    bare: [],
    plain: [],
    claims: false,
    lastPrompt,
  };
  for (const message of messages.slice(0, readMessages)) readMessage(message, draft);
  fillFromFourMessages(draft);
  return judge(draft, languageOf(draft));
}

function languageOf(draft: Draft): Language {
  const picked = pickLanguage(draft.scores);
  return picked === 'und' ? draft.fallback : picked;
}

function readMessage(message: InboundMessage, draft: Draft): void {
  if (readTap(message, draft)) return;
  const body = message.Body ?? message.ButtonText ?? message.ListTitle ?? '';
  if (!/\S/.test(body)) {
    if (hasAttachment(message)) draft.reasons.add('media-only');
    return;
  }
  readBody(body, draft);
}

/** Media, a location or a contact card; a sticker says nothing that needs a person. */
function hasAttachment(message: InboundMessage): boolean {
  const type = message.MessageType ?? '';
  if (type === 'sticker') return false;
  if (Number(message.NumMedia ?? '0') > 0) return true;
  return (
    Boolean(message.Latitude) ||
    ['location', 'contacts', 'contact', 'image', 'video', 'audio', 'voice', 'document'].includes(type)
  );
}

function readBody(body: string, draft: Draft): void {
  const { text, injected, orders } = removeInjection(normaliseBody(body));
  if (injected) draft.reasons.add('injection');
  const parsed = parseText(maskNumbers(text));
  addScores(draft.scores, parsed.scores);
  if (orders !== '') addScores(draft.scores, parseText(orders).scores);
  if (isOptIn(parsed)) {
    draft.optIn = true;
    return;
  }
  readWords(parsed, draft);
}

function readWords(parsed: Parsed, draft: Draft): void {
  const marks = marksOf(parsed);
  const stops = asksToStop(parsed, marks);
  if (stops) {
    draft.optOut = true;
    draft.optIn = false;
  }
  const label = readLabel(parsed);
  if (label) {
    // "2", then "good": a correction, praise of something, or too good.
    if (draft.overall !== null && Math.abs(draft.overall - label.score) > 1) draft.doubts.add('unclear');
    draft.overall = label.score;
    draft.fallback = label.language;
  }
  const recommendation = readRecommendation(parsed, draft.lastPrompt);
  const ratings = takeScores(parsed, marks, draft);
  if (recommendation.hedged) draft.doubts.add('unclear');
  if (recommendation.value !== null) draft.wouldRecommend = recommendation.value;
  if (recommendation.value !== null || recommendation.hedged) draft.recommendation = recommendation;
  const heard = { ...ratings, overall: label?.score ?? ratings.overall, recommends: recommendation.value };
  const plain = readPlainly(parsed, draft.lastPrompt);
  draft.plain.push(plain && agrees(plain, heard) ? plain : null);
  draft.claims ||=
    label !== null || ratings.used.length > 0 || ratings.positional || heard.recommends !== null;
  const tone = readTone(parsed, marks);
  if (!label && !recommendation.bare) draft.tones.push(tone);
  const asking = readAsking(parsed, stops, tone.praise > 0 || tone.emojiPraise > 0);
  if (asking.question) draft.reasons.add('question');
  if (asking.request || (!stops && limitsContact(parsed, marks))) draft.reasons.add('request');
}

/** A reply of more words than this is no answer that was only put unclearly. */
const short = 12;

/** Takes the scores of a message over; of what is not of this event, or not the writer's, nothing. */
function takeScores(parsed: Parsed, marks: number[], draft: Draft): Ratings {
  const ratings = readRatings(parsed, draft.lastPrompt);
  const { overall, aspects, used, unexplained, withdrawn } = ratings;
  if (used.length === 0 && parsed.words.length <= short)
    if (withdrawn || unexplained.length > 0 || countsTheUnknown(parsed)) draft.doubts.add('unclear');
  if (used.some(({ quantity }) => isMocking(parsed, quantity))) draft.reasons.add('contradiction');
  // Sarcasm keeps its literal number (rule 11), whoever else it names; so does one that names its scale.
  else if (used.some(({ quantity }) => !quantity.explicit && isForeign(parsed, marks, quantity))) {
    draft.doubts.add('unclear');
    return ratings;
  }
  if (overall !== null) draft.overall = overall;
  if (overall !== null && parsed.words.length <= 1) draft.bare.push(overall);
  // To yes or no, "1" and "2" are as well the first and the second of both.
  if (draft.lastPrompt === 'recommend' && used.some(({ quantity }) => isOneOfTwo(quantity)))
    draft.doubts.add('unclear');
  for (const aspect of ratedAspects) draft.aspects[aspect] = aspects[aspect] ?? draft.aspects[aspect];
  return ratings;
}

const isOneOfTwo = ({ written, explicit }: Quantity) => !explicit && (written === 1 || written === 2);

/** "5 zorps": a number before a word that no list has, so that nobody can say whether it counts or scores. */
function countsTheUnknown({ tokens, lexicon }: Parsed): boolean {
  return tokens.some(({ text, isNumber }, at) => {
    const next = tokens[at + 1];
    if (!(isNumber || lexicon.numbers.has(text)) || next?.kind !== 'word') return false;
    return !next.isNumber && !isKnownWord(next.text) && !isListed(next, 'units', lexicon);
  });
}

/** Four messages of one bare number each answer the four aspects as one message of four does. */
function fillFromFourMessages(draft: Draft): void {
  if (draft.lastPrompt !== 'aspects' || draft.bare.length !== 4) return;
  ratedAspects.forEach((aspect, i) => {
    draft.aspects[aspect] = (draft.bare[i] as Score | undefined) ?? null;
  });
  draft.overall = null;
}
