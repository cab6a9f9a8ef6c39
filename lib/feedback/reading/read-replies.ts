import { doubtRecommendation } from './doubt-recommendation';
import { doubtScores } from './doubt-scores';
import type { Draft } from './draft';
import { removeInjection } from './injection';
import { readLabel } from './labels';
import { addScores, noScores, pickLanguage } from './language';
import { marksOf } from './marks';
import { maskNumbers } from './mask-numbers';
import { normaliseBody } from './normalise';
import { asksToStop, isOptIn, limitsContact } from './opt-out';
import { type Parsed, parseText } from './parsed';
import type { Quantity } from './quantity';
import { noAspects, readRatings } from './ratings';
import { readRecommendation } from './recommend';
import { readAsking } from './requests';
import { judge } from './sentiment';
import { readTap } from './taps';
import { readTone } from './tone';
import {
  ASPECTS,
  type Doubt,
  type InboundMessage,
  type Language,
  type Prompt,
  type Reading,
  type Score,
} from './types';

/** More messages than this in one turn are not read; nobody sends so many before the first is answered. */
const READ_MESSAGES = 50;

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
    lastPrompt,
  };
  for (const message of messages.slice(0, READ_MESSAGES)) readMessage(message, draft);
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
    draft.overall = label.score;
    draft.fallback = label.language;
  }
  const spent = takeScores(parsed, marks, draft);
  const recommendation = readRecommendation(parsed, draft.lastPrompt);
  if (recommendation.value !== null || recommendation.hedged)
    for (const doubt of doubtRecommendation(parsed, marks, recommendation, spent)) draft.doubts.add(doubt);
  if (recommendation.value !== null) {
    draft.wouldRecommend = recommendation.value;
    draft.recommendation = recommendation;
  } else if (recommendation.hedged) draft.recommendation = recommendation;
  const tone = readTone(parsed, marks);
  if (!label && !recommendation.bare) draft.tones.push(tone);
  const asking = readAsking(parsed, stops, tone.praise > 0 || tone.emojiPraise > 0);
  if (asking.question) draft.reasons.add('question');
  if (asking.request || (!stops && limitsContact(parsed, marks))) draft.reasons.add('request');
}

/** Doubts that leave nothing of a number: it is of another time, or somebody else's. */
const NOT_THEIRS: Doubt[] = ['other-time', 'somebody-else'];

/** Takes the scores of a message over. Returns the numbers that they were read from. */
function takeScores(parsed: Parsed, marks: number[], draft: Draft): Quantity[] {
  const ratings = readRatings(parsed, draft.lastPrompt);
  const spent = ratings.used.map(({ quantity }) => quantity);
  const doubts = new Set<Doubt>();
  doubtScores(parsed, marks, ratings, doubts);
  for (const doubt of doubts) draft.doubts.add(doubt);
  // Sarcasm ("5 stars for coming when my guests had left") keeps its literal number (rule 11), whoever else it names.
  const literal = doubts.has('contradiction') || ratings.used.some(({ quantity }) => quantity.explicit);
  if (!literal && NOT_THEIRS.some((doubt) => doubts.has(doubt))) return spent;
  if (ratings.overall !== null) draft.overall = ratings.overall;
  if (ratings.overall !== null && parsed.words.length <= 1) draft.bare.push(ratings.overall);
  for (const aspect of ASPECTS) draft.aspects[aspect] = ratings.aspects[aspect] ?? draft.aspects[aspect];
  return spent;
}

/** Four messages of one bare number each answer the four aspects as one message of four does. */
function fillFromFourMessages(draft: Draft): void {
  if (draft.lastPrompt !== 'aspects' || draft.bare.length !== 4) return;
  ASPECTS.forEach((aspect, i) => {
    draft.aspects[aspect] = (draft.bare[i] as Score | undefined) ?? null;
  });
  draft.overall = null;
}
