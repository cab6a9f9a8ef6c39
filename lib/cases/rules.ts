import type { caseReasons, caseStates } from '@/db/enums';
import type { Decision } from '@/lib/platform/errors';

export type CaseState = (typeof caseStates)[number];
export type CaseReason = (typeof caseReasons)[number];

const minute = 60_000;

/** Why a case exists, as people read it. */
export const reasonWords: Record<CaseReason, string> = {
  safety: 'Safety',
  low_rating: 'Low rating',
  low_aspect: 'Low score',
  not_recommended: 'Would not recommend',
  needs_human: 'Complaint',
  manual: 'Opened by hand',
};

export type Clocks = { acknowledgeBy: Date; resolveBy: Date };

/** Somebody may be ill: whatever the company's clock is, such a case is taken within this many minutes. */
export const safetyMinutes = 30;

/** The minutes in which a case is to be taken, and again in which it is to be resolved. */
export function clockMinutes(reason: CaseReason, ofCompany: number): number {
  return reason === 'safety' ? Math.min(safetyMinutes, ofCompany) : ofCompany;
}

/** Both clocks of a new case: `minutes` to acknowledge it, and as many again to resolve it. */
export function startClocks(openedAt: Date, minutes: number): Clocks {
  return {
    acknowledgeBy: new Date(openedAt.getTime() + minutes * minute),
    resolveBy: new Date(openedAt.getTime() + 2 * minutes * minute),
  };
}

/**
 * What news about safety makes of an open case: its gravest reason, and the shorter clocks unless they run shorter
 * already. Undefined where nothing changes.
 */
export function graver(
  row: { state: CaseState; reason: CaseReason; escalations: number } & Clocks,
  news: CaseReason,
  { at, ofCompany }: { at: Date; ofCompany: number },
): ({ reason: CaseReason; escalations: number } & Clocks) | undefined {
  if (news !== 'safety' || row.reason === 'safety') return undefined;
  const { acknowledgeBy, resolveBy } = startClocks(at, clockMinutes('safety', ofCompany));
  const sooner = (one: Date, other: Date) => (one < other ? one : other);
  const clocks = {
    acknowledgeBy: sooner(row.acknowledgeBy, acknowledgeBy),
    resolveBy: sooner(row.resolveBy, resolveBy),
  };
  return { reason: 'safety', escalations: row.state === 'resolved' ? row.escalations : 0, ...clocks };
}

/** The clock that runs now, and none once the case is resolved. */
export function deadlineOf(row: { state: CaseState } & Clocks): Date | null {
  if (row.state === 'open') return row.acknowledgeBy;
  return row.state === 'acknowledged' ? row.resolveBy : null;
}

export type EscalationFacts = { state: CaseState; escalations: number } & Clocks;

/** A case goes up once when nobody acknowledged it in time and once when it wasn't resolved in time. */
export function decideEscalation(
  row: EscalationFacts,
  now: Date,
): { escalate: true; missed: 'acknowledge' | 'resolve' } | { escalate: false; next: Date | null } {
  if (row.state === 'resolved' || row.state === 'closed') return { escalate: false, next: null };
  if (now >= row.resolveBy && row.escalations < 2) return { escalate: true, missed: 'resolve' };
  if (row.state === 'open' && now >= row.acknowledgeBy && row.escalations < 1)
    return { escalate: true, missed: 'acknowledge' };
  const next = row.state === 'open' && row.escalations < 1 ? row.acknowledgeBy : row.resolveBy;
  return { escalate: false, next: row.escalations < 2 && next > now ? next : null };
}

export type CaseStep = 'acknowledge' | 'resolve' | 'close' | 'reopen' | 'reask';

const steps: Record<CaseStep, { from: CaseState[]; to: CaseState; refusal: string }> = {
  acknowledge: { from: ['open'], to: 'acknowledged', refusal: 'This case is already being worked on.' },
  resolve: {
    from: ['open', 'acknowledged'],
    to: 'resolved',
    refusal: 'This case is already resolved.',
  },
  close: { from: ['resolved'], to: 'closed', refusal: 'Resolve the case before closing it.' },
  reopen: { from: ['resolved'], to: 'acknowledged', refusal: 'Only a resolved case can be reopened.' },
  reask: { from: ['closed'], to: 'closed', refusal: 'Close the case before asking the customer again.' },
};

/** Whether a case may take a step, and where it leads. */
export function decideStep(
  row: { state: CaseState; reaskedAt: Date | null },
  step: CaseStep,
): Decision<{ to: CaseState }> {
  const { from, to, refusal } = steps[step];
  if (step === 'reask' && row.reaskedAt)
    return { ok: false, code: 'conflict', reason: 'The customer was already asked again.' };
  if (!from.includes(row.state)) return { ok: false, code: 'conflict', reason: refusal };
  return { ok: true, to };
}

/** What a person does next with a case: its primary action. */
export function nextStep(row: { state: CaseState; reaskedAt: Date | null }): CaseStep | null {
  if (row.state === 'open') return 'acknowledge';
  if (row.state === 'acknowledged') return 'resolve';
  if (row.state === 'resolved') return 'close';
  return row.reaskedAt ? null : 'reask';
}

/** Whether a remedy holds at once: everyone's up to the company's limit (minor units), managers' above it. */
export const holdsAtOnce = (facts: { amount: number; limit: number; mayApprove: boolean }): boolean =>
  facts.amount <= facts.limit || facts.mayApprove;
