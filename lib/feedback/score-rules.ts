import { type Aspect, type Reading, ratedAspects, type Sentiment } from './reading/types';
import type { Stage } from './rules';

/** Why an answer needs recovery. */
export type RecoveryReason = 'safety' | 'low_rating' | 'low_aspect' | 'not_recommended' | 'needs_human';

export type Scores = Record<Aspect, number | null> & {
  rating: number | null;
  wouldRecommend: boolean | null;
};
/** Scores with what the words beside them say. */
type Told = Scores & { safety: boolean; needsHuman: boolean; sentiment: number | null };

const low = (score: number | null) => score !== null && score <= 2;

/** Why this needs recovery, the gravest reason first; null when it doesn't. A rating below `below` is too low. */
export function recoveryReason(told: Told, below: number): RecoveryReason | null {
  if (told.safety) return 'safety';
  if (low(told.rating) || (told.rating !== null && told.rating < below)) return 'low_rating';
  if (ratedAspects.some((aspect) => low(told[aspect]))) return 'low_aspect';
  if (told.wouldRecommend === false) return 'not_recommended';
  return told.needsHuman && told.sentiment === -1 ? 'needs_human' : null;
}

/** The same of what one turn of a conversation says. */
export function reasonOfReading(
  { overall, aspects, ...said }: Reading,
  below: number,
): RecoveryReason | null {
  return recoveryReason({ ...aspects, ...said, rating: overall }, below);
}

/** The same of scores alone. */
export function reasonOfScores(scores: Scores, below: number): RecoveryReason | null {
  return recoveryReason({ ...scores, safety: false, needsHuman: false, sentiment: null }, below);
}

/** Whether what is stored so far asks for recovery rather than for thanks. */
export function isUnhappy(scores: Scores, below: number): boolean {
  return reasonOfScores(scores, below) !== null;
}

/** The question whose answer asks for recovery: the one to put again when it may have been a mis-tap. */
export function unhappyQuestion(scores: Scores, below: number): Stage {
  const reason = reasonOfScores(scores, below);
  if (reason === 'low_aspect') return ratedAspects.find((aspect) => low(scores[aspect])) ?? 'rating';
  return reason === 'not_recommended' ? 'recommend' : 'rating';
}

/** How a score feels where nobody read words; `bad` is the highest that feels bad. */
export function sentimentOfScore(score: number, bad = 2): Sentiment {
  return score >= 4 ? 1 : score <= bad ? -1 : 0;
}
