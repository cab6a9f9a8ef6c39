import { type Reading, ratedAspects } from '../reading/types';
import type { Stage } from '../rules';
import type { Plan, Turn, Values } from './turn';

/** Questions that can be put once more with buttons; the others take any words. */
export type Unclear = Extract<
  Stage,
  'rating' | 'food' | 'service' | 'presentation' | 'timeliness' | 'recommend'
>;

const nothing = { food: null, service: null, presentation: null, timeliness: null };

/** What may be acted upon: of an unsure reading no figure, no yes or no and no tone. */
export function trusted(reading: Reading): Reading {
  if (reading.sure) return reading;
  return { ...reading, overall: null, aspects: nothing, wouldRecommend: null, sentiment: 0 };
}

/** The question that an unsure reply leaves open. */
export function unclearQuestion(reading: Reading, prompt: Stage): Unclear {
  if (reading.overall === null && (reading.wouldRecommend !== null || prompt === 'recommend'))
    return 'recommend';
  return ratedAspects.find((name) => name === prompt) ?? 'rating';
}

/** Must somebody of the office read the words, whatever the figures say? */
export function callsPerson({ reasons, complaint }: Reading): boolean {
  return complaint !== 'none' || reasons.some((reason) => reason !== 'low-rating' && reason !== 'low-aspect');
}

/**
 * A reply that can be meant in more than one way: nothing of it is stored but the words, nobody is apologised to, and
 * the chat asks with buttons. Once a question; what stays unclear then goes to people, as do problems at once.
 */
export function planUnsure(turn: Turn, values: Values): Plan {
  const { request, reading, prompt } = turn;
  const over = request.state === 'answered' || turn.hasOpenCase;
  const known =
    turn.before?.rating != null && (prompt === 'dishes' || prompt === 'dislikes' || prompt === 'comment');
  const asks = !over && !known && !turn.clarified;
  return {
    about: true,
    values,
    recoveryReason: null,
    state: over ? request.state : 'answering',
    stage: request.stage,
    say: asks ? 'clarify' : 'nothing',
    alert: callsPerson(reading) || !asks,
  };
}
