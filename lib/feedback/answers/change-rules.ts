import type { Decision } from '@/lib/platform/errors';
import type { Source } from '../rules';
import { pageRefusals } from './page-refusals';

/** How long an answer of a page can be changed, and how long the case that it asks for waits. */
const changeMinutes = 10;
const minute = 60_000;

/** When the case opens that an answer of a page asks for. */
export function caseDueAfter(answeredAt: Date): Date {
  return new Date(answeredAt.getTime() + changeMinutes * minute);
}

type Facts = {
  feedback: { rating: number | null; source: Source; givenAt: Date } | null;
  request: { caseDueAt: Date | null };
  openCaseId: string | null;
};

/**
 * Until when the customer may change what they tapped on a page; null where nothing was tapped there, where it stands,
 * and where somebody works on it already.
 */
export function changeableUntil({ feedback, request, openCaseId }: Facts, now: Date): Date | null {
  if (!feedback || feedback.rating === null || openCaseId) return null;
  if (feedback.source !== 'web' && feedback.source !== 'portal') return null;
  const until = request.caseDueAt ?? caseDueAfter(feedback.givenAt);
  return now < until ? until : null;
}

/** Whether an answer that was given may be given anew. */
export function mayChange(facts: Facts, now: Date): Decision {
  if (changeableUntil(facts, now)) return { ok: true };
  return {
    ok: false,
    code: 'conflict',
    reason: pageRefusals.stands,
  };
}
