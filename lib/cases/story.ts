import type { caseEventKinds, messageKinds } from '@/db/enums';

type CaseEvent = {
  id: string;
  kind: (typeof caseEventKinds)[number];
  note: string | null;
  amount: number | null;
  data: Record<string, unknown> | null;
  by: string | null;
  at: Date;
};

type Message = {
  id: string;
  direction: 'inbound' | 'outbound';
  kind: (typeof messageKinds)[number];
  body: string;
  author: string | null;
  createdAt: Date;
};

/** One line of a case's timeline: a step of the case, what the office wrote, or what the customer answered. */
export type CaseHappening = Omit<CaseEvent, 'kind'> & {
  kind: CaseEvent['kind'] | 'office_wrote' | 'customer_answered';
};

/** What a customer said when they were asked once more. */
export type RecoveryAnswer = { rating: number; words: string | null; at: Date | null };

/** What happened to a case, newest first: its steps, and what the office wrote to the customer since it was opened. */
export function happeningsOf(
  events: readonly CaseEvent[],
  messages: readonly Message[],
  openedAt: Date,
): CaseHappening[] {
  const written = messages.flatMap((message): CaseHappening[] =>
    message.kind === 'staff_reply' && message.createdAt >= openedAt
      ? [
          {
            id: message.id,
            kind: 'office_wrote',
            note: message.body,
            amount: null,
            data: null,
            by: message.author,
            at: message.createdAt,
          },
        ]
      : [],
  );
  const steps = events.map(
    (event): CaseHappening =>
      typeof event.data?.recoveredRating === 'number' ? { ...event, kind: 'customer_answered' } : event,
  );
  return [...steps, ...written].sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** The second answer with its words; of several the last one counts. `events` newest first. */
export function secondAnswerOf(rating: number | null, events: readonly CaseEvent[]): RecoveryAnswer | null {
  if (rating === null) return null;
  const told = events.find(({ data }) => typeof data?.recoveredRating === 'number');
  const words = told?.data?.words;
  return { rating, words: typeof words === 'string' ? words : null, at: told?.at ?? null };
}
