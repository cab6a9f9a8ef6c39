import { caseKinds } from '@/lib/cases/message-kinds';
import type { KindTable } from '@/lib/messaging/kinds';
import { speakLink } from './conversation/speak-link';
import { speakTurn } from './conversation/speak-turn';

const asking = { onlyBookingsCustomer: true, untilFeedback: true, endsWithBooking: true } as const;

/** The kinds of message that feedback sends. */
export const feedbackKinds = {
  feedback_request: { ...asking, speak: speakLink('first') },
  feedback_reminder: { ...asking, speak: speakLink('again') },
  feedback_question: { speak: speakTurn },
  thank_you: { speak: speakTurn },
  recovery: { speak: speakTurn },
} satisfies Partial<KindTable>;

export type FeedbackKind = keyof typeof feedbackKinds;

/** All that is said to a customer about their feedback, and about the case that it opened. */
export const talkKinds = Object.keys({ ...feedbackKinds, ...caseKinds }) as (
  | FeedbackKind
  | keyof typeof caseKinds
)[];

/** The kinds that ask for feedback; the others go on about it. */
export const askingKinds = ['feedback_request', 'feedback_reminder'] as const satisfies FeedbackKind[];
