import type { Draft } from './read-replies';
import type { Tone } from './tone';
import { ASPECTS, type HumanReason, type Language, type Reading, type Score, type Sentiment } from './types';

const ORDER: HumanReason[] = [
  'safety',
  'low-rating',
  'low-aspect',
  'contradiction',
  'negative-text',
  'request',
  'question',
  'injection',
  'media-only',
];
/** How many times the other side a tone must weigh to outvote it; between, the text is mixed. */
const DOMINANCE = 3;

interface Weighed {
  praise: number;
  complaint: number;
  problem: boolean;
  safety: boolean;
  sarcasm: boolean;
  contrast: boolean;
  sign: Sentiment;
}

function weigh(draft: Draft): Weighed {
  const sum = (pick: (tone: Tone) => number) => draft.tones.reduce((total, tone) => total + pick(tone), 0);
  const any = (pick: (tone: Tone) => boolean) => draft.tones.some(pick);
  let praise = sum((tone) => tone.praise);
  let complaint = sum((tone) => tone.complaint);
  if (draft.recommendation?.said && draft.recommendation.value !== null) {
    if (draft.recommendation.value) praise += 1;
    else complaint += 1;
  }
  const problem = any((tone) => tone.problem);
  if (problem) complaint += 1;
  if (praise === 0 && complaint === 0) {
    praise = sum((tone) => tone.emojiPraise);
    complaint = sum((tone) => tone.emojiComplaint);
    if (
      draft.optOut ||
      (draft.recommendation?.value !== null &&
        draft.recommendation?.said === false &&
        !draft.recommendation.hedged)
    )
      praise = 0;
    if (draft.optOut) complaint = 0;
  }
  const weighed = {
    praise,
    complaint,
    problem,
    safety: any((tone) => tone.safety),
    sarcasm: any((tone) => tone.sarcasm),
    contrast: any((tone) => tone.contrast),
  };
  return { ...weighed, sign: signOf(weighed) };
}

function signOf(tone: Omit<Weighed, 'sign'>): Sentiment {
  if (tone.sarcasm || tone.problem) return -1;
  if (tone.praise === tone.complaint) return 0;
  if (tone.praise > tone.complaint) return tone.praise >= DOMINANCE * tone.complaint ? 1 : 0;
  return tone.complaint >= DOMINANCE * tone.praise ? -1 : 0;
}

function ratedSentiment(draft: Draft): Sentiment | null {
  if (draft.overall !== null) return draft.overall >= 4 ? 1 : draft.overall === 3 ? 0 : -1;
  const scores = ASPECTS.map((aspect) => draft.aspects[aspect]).filter(
    (score): score is Score => score !== null,
  );
  if (scores.length === 0) return null;
  const mean = scores.reduce<number>((total, score) => total + score, 0) / scores.length;
  return mean >= 4 ? 1 : mean <= 2.5 ? -1 : 0;
}

/** A number and words that cannot both be meant (rule 11): the words decide the sentiment. */
function contradicts(draft: Draft, words: Weighed): boolean {
  const { overall } = draft;
  if (overall === null) return words.sarcasm;
  if (words.sarcasm) return true;
  if (overall >= 4) {
    if (words.safety) return true;
    if (words.contrast) return false;
    if (words.praise > 0) return words.complaint >= DOMINANCE * words.praise;
    return words.complaint >= (overall === 5 ? 1 : 2);
  }
  return overall <= 2 && words.praise >= 2 && words.complaint === 0 && !words.contrast;
}

/** Sentiment and the reasons to show the turn to a person (rules 10–12). */
export function judge(draft: Draft, language: Language): Reading {
  const words = weigh(draft);
  const rated = ratedSentiment(draft);
  const contradiction = contradicts(draft, words);
  const fromWords: Sentiment = contradiction && words.sign === 0 ? -1 : words.sign;
  const sentiment: Sentiment = rated === null || contradiction ? fromWords : rated;
  const { reasons } = draft;
  if (draft.overall !== null && draft.overall <= 2) reasons.add('low-rating');
  if (ASPECTS.some((aspect) => (draft.aspects[aspect] ?? 5) <= 2)) reasons.add('low-aspect');
  if (contradiction) reasons.add('contradiction');
  if (words.safety) reasons.add('safety');
  if (sentiment === -1) reasons.add('negative-text');
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
    reasons: ORDER.filter((reason) => reasons.has(reason)),
  };
}
