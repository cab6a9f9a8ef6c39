import 'server-only';
import { actAs } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { type QueueOrder, queueMessages, reviveMessage } from '@/lib/messaging/outbox/queue';
import { log } from '@/lib/platform/log';
import { decideAsk, dueAt } from '../rules';
import { type KnownBooking, loadFacts, type Row } from './load-facts';
import { type RequestChange, saveRequests } from './save-requests';

type Message = Omit<Queued, 'companyId'>;

export type AskOutcome =
  | { asked: 'now'; requestId: string; message: Message }
  | { asked: 'later'; at: Date }
  | { asked: 'no'; reason: string; message?: Message }
  | { asked: 'before' };

type Batch = { companyId: string; bookingIds: readonly string[] };

/**
 * Asks the customers of these bookings; what came of each, in the order of the bookings. Each gets one request and one
 * message, however many ask at once; where one may not or not yet be sent, the request keeps why. A few statements in one
 * transaction; when that fails, one by one. Throws after the last when some could not be asked; asking again finds the
 * others done. The caller announces the messages.
 */
export async function askForFeedback(batch: Batch, now: Date): Promise<AskOutcome[]> {
  try {
    return await askInOneTransaction(batch, now);
  } catch (error) {
    if (batch.bookingIds.length <= 1) throw error;
    log.warn({ error, companyId: batch.companyId }, 'a batch of feedback requests is asked one by one');
  }
  const asked: AskOutcome[] = [];
  const faults: unknown[] = [];
  for (const bookingId of batch.bookingIds) {
    await askInOneTransaction({ ...batch, bookingIds: [bookingId] }, now).then(
      (one) => asked.push(...one),
      (fault: unknown) => faults.push(fault),
    );
  }
  // What was asked is announced by the run that finds it waiting.
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} customers could not be asked`);
  return asked;
}

/** The messages that wait to be sent after these were asked. */
export const toAnnounce = (companyId: string, asked: readonly AskOutcome[]): Queued[] =>
  asked.flatMap((one) => ('message' in one && one.message ? [{ companyId, ...one.message }] : []));

async function askInOneTransaction({ companyId, bookingIds }: Batch, now: Date): Promise<AskOutcome[]> {
  return actAs({ role: 'system', companyId, name: 'request-feedback' }, async (tx) => {
    const steps = (await loadFacts(tx, companyId, [...bookingIds])).map((known) => stepOf(known, now));
    const said = steps.filter(({ order }) => order);
    const queued = await queueMessages(
      tx,
      said.flatMap(({ order }) => order ?? []),
    );
    const messages = new Map<Step, Message | undefined>(said.map((step, at) => [step, queued[at]]));
    for (const [step, message] of messages) {
      if (step.revives && message)
        messages.set(step, { ...message, turn: await reviveMessage(tx, message.messageId) });
    }
    const changed = steps.flatMap((step) =>
      step.change ? [{ ...step.change, messageId: messages.get(step)?.messageId }] : [],
    );
    const requests = await saveRequests(tx, changed);
    const asked = new Map(
      steps.map((step) => {
        const { bookingId, requestId } = step.row;
        const saved = requests.get(bookingId) ?? requestId ?? '';
        return [bookingId, step.outcome(messages.get(step), saved)] as const;
      }),
    );
    return bookingIds.map((id) => asked.get(id) ?? { asked: 'no', reason: 'not_found' });
  });
}

/** What is to be done about one booking, and what that comes to once it is. */
type Step = {
  row: Row;
  order?: QueueOrder;
  /** An earlier decision against sending no longer holds. */
  revives?: boolean;
  change?: RequestChange;
  outcome: (message: Message | undefined, requestId: string) => AskOutcome;
};

function stepOf({ facts, row }: KnownBooking, now: Date): Step {
  const decision = decideAsk(facts, now);
  const { companyId, bookingId, customerId, requestId } = row;
  const request = { companyId, bookingId, customerId, requestId, reason: null };
  const waiting = stillWaiting(row);
  switch (decision.ask) {
    case 'done':
      return {
        row,
        outcome: (_message, id) =>
          waiting && requestId ? { asked: 'now', requestId: id, message: waiting } : { asked: 'before' },
      };
    case 'later': {
      const { at } = decision;
      return {
        row,
        change: { ...request, dueAt: at, state: 'due' },
        outcome: () => ({ asked: 'later', at }),
      };
    }
    case 'no': {
      const { state, reason } = decision;
      const known = requestId !== null && row.reason === reason && row.state === state;
      if (reason === 'not_completed' || known)
        return { row, outcome: () => ({ asked: 'no', reason, message: waiting }) };
      return {
        row,
        order: saidByOutbox.includes(reason) ? orderOf(row) : undefined,
        change: { ...request, dueAt: dueAt(facts), state, reason, closedAt: now },
        outcome: (message) => ({ asked: 'no', reason, message }),
      };
    }
    case 'now':
      return {
        row,
        order: orderOf(row),
        revives: row.messageStatus === 'not_sent',
        change: { ...request, dueAt: dueAt(facts), state: 'asked', askedAt: now },
        outcome: (message, id) => (message ? { asked: 'now', requestId: id, message } : { asked: 'before' }),
      };
  }
}

/** Refusals that the outbox says as well: its row carries them to the timeline and to the message log. */
const saidByOutbox = ['no_consent', 'opted_out', 'unreachable', 'anonymised'];

const orderOf = ({ companyId, customerId, bookingId, customerName, eventName }: Row): QueueOrder => ({
  companyId,
  customerId,
  bookingId,
  kind: 'feedback_request',
  onceKey: `feedback_request:${bookingId}`,
  template: { purpose: 'feedback_request', variables: { customer: customerName, event: eventName } },
  asked: false,
});

/** Written before, and nobody may have heard of it: its run died between the commit and the event. */
function stillWaiting({ messageId, messageStatus, senderId }: Row): Message | undefined {
  return messageId && messageStatus === 'waiting' ? { messageId, senderId } : undefined;
}
