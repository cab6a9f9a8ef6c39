import type { Draft } from './draft';
import { addScores } from './language';
import { normaliseBody } from './normalise';
import { parseText } from './parsed';
import type { Recommendation } from './recommend';
import type { Aspect, InboundMessage, Score } from './types';

const rate = /^(rate|overall|food|service|presentation|timeliness):([1-5])$/;

/** Applies a tapped button or list row whose id is ours; its title gives only the language (rule 1). */
export function readTap(message: InboundMessage, draft: Draft): boolean {
  const payload = (message.ButtonPayload || message.ListId || '').trim().toLowerCase();
  if (!payload || !applyPayload(payload, draft)) return false;
  const title = message.ButtonText || message.ListTitle || message.Body || '';
  addScores(draft.scores, parseText(normaliseBody(title)).scores);
  return true;
}

const tapped: Recommendation = {
  value: null,
  said: false,
  hedged: false,
  bare: true,
};

function applyPayload(payload: string, draft: Draft): boolean {
  const rated = rate.exec(payload);
  if (rated?.[1] && rated[2]) {
    const score = Number(rated[2]) as Score;
    if (rated[1] === 'rate' || rated[1] === 'overall') draft.overall = score;
    else draft.aspects[rated[1] as Aspect] = score;
    return true;
  }
  if (payload === 'rec:yes' || payload === 'rec:no') {
    draft.wouldRecommend = payload === 'rec:yes';
    draft.recommendation = { ...tapped, value: draft.wouldRecommend };
    return true;
  }
  if (payload === 'optout') {
    draft.optOut = true;
    draft.optIn = false;
    return true;
  }
  return payload === 'general';
}
