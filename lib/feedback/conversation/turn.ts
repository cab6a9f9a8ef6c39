import type { Reading } from '../reading/types';
import type { RequestState, Stage } from '../rules';
import type { RecoveryReason } from '../score-rules';

/** What the feedback record of one booking holds. */
export type Values = {
  rating: number | null;
  food: number | null;
  service: number | null;
  presentation: number | null;
  timeliness: number | null;
  wouldRecommend: boolean | null;
  sentiment: number | null;
  needsHuman: boolean;
  language: string | null;
  comments: string | null;
};

export const noValues: Values = {
  rating: null,
  food: null,
  service: null,
  presentation: null,
  timeliness: null,
  wouldRecommend: null,
  sentiment: null,
  needsHuman: false,
  language: null,
  comments: null,
};

/** What the customer tapped about one dish of the event's menu. */
export type DishOpinion = { dish: string; liked: boolean };

/** What steers the conversation and is no score: our own buttons, or their words. Later opinions count. */
export type Control = { skip: boolean; finish: boolean; opinions: DishOpinion[] };

export type Turn = {
  request: { state: RequestState; stage: Stage };
  /** The stage that the turn answers: the request's, or that of the message it replies to. */
  prompt: Stage;
  before: Values | null;
  reading: Reading;
  control: Control;
  /** The customer's own words of this turn, null when it was only a figure, a button or a keyword. */
  text: string | null;
  /** Dishes that could be asked about. */
  dishes: number;
  /** Those of them that the customer hasn't said they liked. */
  notLiked: number;
  /** A rating below this is a matter for recovery. */
  recoveryBelow: number;
  hasOpenCase: boolean;
  /** The question that the reading leaves open was put once more already. */
  clarified: boolean;
};

export type Say = 'question' | 'clarify' | 'recovery' | 'noted' | 'thank_you' | 'nothing';

export type Plan = {
  /** False: the turn is no feedback; a person looks at it when `alert` is set. */
  about: boolean;
  values: Values;
  recoveryReason: RecoveryReason | null;
  state: RequestState;
  stage: Stage;
  say: Say;
  alert: boolean;
};
