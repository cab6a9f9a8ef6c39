import type { LanguageScores } from './language';
import type { PlainReading } from './plain/plain-reading';
import type { Recommendation } from './recommend';
import type { Tone } from './tone';
import type { AspectScores, Doubt, HumanReason, Language, Prompt, Score } from './types';

/** What has been understood so far, message by message. */
export interface Draft {
  overall: Score | null;
  aspects: AspectScores;
  wouldRecommend: boolean | null;
  optOut: boolean;
  optIn: boolean;
  scores: LanguageScores;
  fallback: Language;
  tones: Tone[];
  recommendation: Recommendation | null;
  reasons: Set<HumanReason>;
  doubts: Set<Doubt>;
  bare: number[];
  /** What the plain forms make of each message in words; null where they don't cover one. */
  plain: (PlainReading | null)[];
  /** Scores, answers or opinions that words gave, not taps. */
  claims: boolean;
  lastPrompt: Prompt;
}
