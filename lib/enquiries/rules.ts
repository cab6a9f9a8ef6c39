import type { answerWays, bookingStatuses, enquirySources, enquiryStages, lostReasons } from '@/db/enums';
import type { Decision } from '@/lib/platform/errors';

export type Stage = (typeof enquiryStages)[number];
export type Source = (typeof enquirySources)[number];
export type LostReason = (typeof lostReasons)[number];
export type AnswerWay = (typeof answerWays)[number];
type BookingStatus = (typeof bookingStatuses)[number];

/** Stages in which somebody still waits for something. */
export const openStages = ['inquiry', 'consultation', 'proposal', 'negotiation'] as const;
export const isOpen = (stage: Stage) => (openStages as readonly Stage[]).includes(stage);

export const stageWords: Record<Stage, string> = {
  inquiry: 'Inquiry',
  consultation: 'Consultation',
  proposal: 'Proposal',
  negotiation: 'Negotiation',
  won: 'Won',
  lost: 'Lost',
};

const no = (reason: string) => ({ ok: false, code: 'conflict', reason }) as const;

type Moving = { stage: Stage; bookingId: string | null; bookingStatus: BookingStatus | null };

/**
 * Whether an enquiry may be put into a stage by hand. Won follows from the confirmed booking, lost needs a reason
 * (`mayLose`). `startsOver`: its booking is cancelled for good, so a new one is made from here.
 */
export function mayMove(row: Moving, to: Stage): Decision<{ startsOver: boolean }> {
  if (row.stage === to) return no(`This enquiry is in “${stageWords[to]}” already.`);
  if (row.stage === 'won') return no('This enquiry was won. What changes now is changed in its booking.');
  if (to === 'won')
    return row.bookingId && row.bookingStatus !== 'cancelled'
      ? no('Confirm its booking: that wins the enquiry.')
      : no('Make its booking first: confirming that wins the enquiry.');
  if (to === 'lost') return no('Say why it was lost.');
  return { ok: true, startsOver: row.bookingStatus === 'cancelled' };
}

/** Whether an enquiry may be given up. `cancels`: the booking that goes with it. */
export function mayLose(row: Moving): Decision<{ cancels: boolean }> {
  if (row.stage === 'lost') return no('This enquiry is lost already.');
  if (row.stage === 'won') return no('This enquiry was won. Cancel its booking instead.');
  return { ok: true, cancels: row.bookingStatus === 'enquiry' || row.bookingStatus === 'quoted' };
}

/** Whether a booking may be made from it. */
export function mayBook(row: Moving & { spamAt: Date | null }): Decision {
  if (row.spamAt) return no('This is marked as spam. Take the mark off first.');
  if (row.bookingId && row.bookingStatus !== 'cancelled') return no('This enquiry has its booking already.');
  if (row.stage === 'won') return no('This enquiry was won already.');
  return { ok: true };
}

/** Whether it may be marked as spam: somebody who has a booking or is a customer is no stranger. */
export function mayMarkSpam(row: { bookingId: string | null; customerId: string | null }): Decision {
  if (row.bookingId) return no('This enquiry has a booking. Cancel that instead.');
  if (row.customerId) return no('This enquiry belongs to a customer. Mark it as lost instead.');
  return { ok: true };
}

export type Clock = { receivedAt: Date; answeredAt: Date | null; stage: Stage };

/** When the first answer is due, while nobody has answered; minutes. */
export function answerDue({ receivedAt, answeredAt, stage }: Clock, within: number): Date | null {
  if (answeredAt || !isOpen(stage)) return null;
  return new Date(receivedAt.getTime() + within * 60_000);
}

/** A day of the calendar so many days later. Days are "2026-12-24". */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
