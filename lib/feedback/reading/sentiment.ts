import { doubtTurn } from './certainty';
import type { Draft } from './draft';
import { isSpoken } from './language';
import type { Tone } from './tone';
import {
  type HumanReason,
  type Language,
  type Reading,
  ratedAspects,
  type Score,
  type Sentiment,
} from './types';

const order: HumanReason[] = [
  'safety',
  'low-rating',
  'low-aspect',
  'contradiction',
  'negative-text',
  'request',
  'question',
  'injection',
  'media-only',
  'unclear',
];
/** How many times the other side a tone must weigh to outvote it; between, the text is mixed. */
const dominance = 3;

const silence: Tone = {
  praise: 0,
  complaint: 0,
  problem: false,
  safety: false,
  sarcasm: false,
  contrast: false,
  emojiPraise: 0,
  emojiComplaint: 0,
  laughs: false,
  heard: false,
  unheardWords: 0,
  wishedAway: false,
  tellsOfNumbers: false,
};

/** The tones of all messages of the turn together. */
function addTones(tones: Tone[]): Tone {
  const total = { ...silence };
  for (const tone of tones) {
    total.praise += tone.praise;
    total.complaint += tone.complaint;
    total.emojiPraise += tone.emojiPraise;
    total.emojiComplaint += tone.emojiComplaint;
    total.problem ||= tone.problem;
    total.laughs ||= tone.laughs;
    total.safety ||= tone.safety;
    total.sarcasm ||= tone.sarcasm;
    total.contrast ||= tone.contrast;
    total.heard ||= tone.heard;
    total.wishedAway ||= tone.wishedAway;
    total.tellsOfNumbers ||= tone.tellsOfNumbers;
    total.unheardWords = Math.max(total.unheardWords, tone.unheardWords);
  }
  return total;
}

function weigh(draft: Draft): Tone {
  const total = addTones(draft.tones);
  const { recommendation } = draft;
  if (recommendation?.said && recommendation.value !== null) {
    if (recommendation.value) total.praise += 1;
    else total.complaint += 1;
  }
  if (total.problem) total.complaint += 1;
  if (total.praise === 0 && total.complaint === 0 && !draft.optOut) {
    const answered = recommendation !== null && recommendation.value !== null && !recommendation.said;
    total.praise = answered ? 0 : total.emojiPraise;
    total.complaint = total.emojiComplaint;
  }
  return total;
}

function signOf(tone: Tone): Sentiment {
  if (tone.sarcasm || tone.problem) return -1;
  if (tone.praise === tone.complaint) return 0;
  if (tone.praise > tone.complaint) return tone.praise >= dominance * tone.complaint ? 1 : 0;
  return tone.complaint >= dominance * tone.praise ? -1 : 0;
}

function ratedSentiment(draft: Draft): Sentiment | null {
  if (draft.overall !== null) return draft.overall >= 4 ? 1 : draft.overall === 3 ? 0 : -1;
  const scores = ratedAspects
    .map((aspect) => draft.aspects[aspect])
    .filter((score): score is Score => score !== null);
  if (scores.length === 0) return null;
  const mean = scores.reduce<number>((total, score) => total + score, 0) / scores.length;
  return mean >= 4 ? 1 : mean <= 2.5 ? -1 : 0;
}

/** A number and words that cannot both be meant (rule 11): the words decide the sentiment. */
function contradicts(draft: Draft, words: Tone): boolean {
  const { overall } = draft;
  if (overall === null) return words.sarcasm;
  if (words.sarcasm) return true;
  if (overall >= 4) {
    if (words.safety) return true;
    if (words.contrast) return false;
    if (words.praise > 0) return words.complaint >= dominance * words.praise;
    return words.complaint >= (overall === 5 ? 1 : 2);
  }
  return overall <= 2 && words.praise >= 2 && words.complaint === 0 && !words.contrast;
}

/** So many words that say nothing we know are more likely trouble put in a new way than small talk. */
const tellingWords = 6;

/** A longer text without rating, answer or tone that we understand: a person reads it rather than nobody. */
function isUnclear(draft: Draft, words: Tone): boolean {
  if (draft.overall !== null || draft.optOut || draft.optIn || draft.recommendation !== null) return false;
  if (ratedAspects.some((aspect) => draft.aspects[aspect] !== null)) return false;
  return !words.heard && words.praise === 0 && words.complaint === 0 && words.unheardWords >= tellingWords;
}

/** Fewer words are small talk ("will do"), whoever knows them. */
const sentence = 3;

function isUnheard({ claims, plain, reasons, optOut, optIn }: Draft, words: Tone): boolean {
  if (claims || optOut || optIn || reasons.size > 0 || words.heard) return false;
  return plain.includes(null) && words.unheardWords >= sentence;
}

/** Sentiment and the reasons to show the turn to a person (rules 10–12). */
export function judge(draft: Draft, language: Language): Reading {
  const words = weigh(draft);
  const rated = ratedSentiment(draft);
  const contradiction = contradicts(draft, words);
  const sign = signOf(words);
  const fromWords: Sentiment = contradiction && sign === 0 ? -1 : sign;
  const sentiment: Sentiment = rated === null || contradiction ? fromWords : rated;
  const { reasons } = draft;
  if (draft.overall !== null && draft.overall <= 2) reasons.add('low-rating');
  if (ratedAspects.some((aspect) => (draft.aspects[aspect] ?? 5) <= 2)) reasons.add('low-aspect');
  // "5 stars for teaching us patience": praise for what nobody praises is a complaint to somebody who reads it.
  if (contradiction) reasons.add('contradiction');
  if (words.safety) reasons.add('safety');
  if (sentiment === -1) reasons.add('negative-text');
  if (reasons.size === 0 && isUnclear(draft, words)) reasons.add('unclear');
  const complaint = complaintOf(draft, words);
  if (words.wishedAway) reasons.add('negative-text');
  if (sentiment === 1 && words.complaint > 0 && outweighs(words)) reasons.add('negative-text');
  doubtTurn(draft, { words, sentiment, fromWords: rated === null || contradiction, contradiction });
  const doubts = [...draft.doubts];
  return {
    overall: draft.overall,
    aspects: draft.aspects,
    wouldRecommend: draft.wouldRecommend,
    optOut: draft.optOut,
    optIn: draft.optIn,
    needsHuman: reasons.size > 0,
    sentiment,
    language,
    safety: words.safety,
    reasons: order.filter((reason) => reasons.has(reason)),
    sure: doubts.length === 0,
    doubts,
    spoken: isSpoken(draft.scores),
    complaint,
    unheard: complaint === 'none' && isUnheard(draft, words),
  };
}

/** "5, but you came two hours late": a trouble told beside a good score, and not in passing. */
function outweighs({ complaint, praise, contrast }: Tone): boolean {
  return contrast && complaint >= 1 && praise <= 2 * complaint;
}

/** What happened is told in figures, and no score or praise says that it was well. */
function hintsAtTrouble(draft: Draft, words: Tone): boolean {
  if (draft.overall !== null || draft.optOut || draft.optIn || draft.recommendation !== null) return false;
  const scored = ratedAspects.some((aspect) => draft.aspects[aspect] !== null);
  return !scored && words.tellsOfNumbers && words.praise === 0;
}

function complaintOf(draft: Draft, words: Tone): Reading['complaint'] {
  if (draft.plain.some((one) => one?.blames)) return 'plain';
  const perhaps = words.complaint > 0 || words.problem || words.wishedAway || hintsAtTrouble(draft, words);
  return perhaps ? 'perhaps' : 'none';
}
