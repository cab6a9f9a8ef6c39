import 'server-only';
import { eventType } from 'inngest';
import { z } from 'zod';
import { sendEvents } from '@/lib/inngest/send-events';

const company = z.object({ companyId: z.uuid() });

/** A message waits in the outbox. */
export const messageQueuedEvent = eventType('whatsapp/message.queued', {
  schema: company.extend({ messageId: z.uuid(), senderId: z.string() }),
});
/** Several messages of one sender wait in the outbox: sent together, a few statements for all of them. */
export const messagesQueuedEvent = eventType('whatsapp/messages.queued', {
  schema: company.extend({ messageIds: z.array(z.uuid()).min(1).max(100), senderId: z.string() }),
});
/** A message of a customer was stored. */
export const messageReceivedEvent = eventType('whatsapp/message.received', {
  schema: company.extend({ messageId: z.uuid() }),
});
/** A message came to an end that isn't success: it failed for good or was not sent. */
export const messageSettledEvent = eventType('whatsapp/message.settled', {
  schema: company.extend({ messageId: z.uuid() }),
});
export const consentWithdrawnEvent = eventType('whatsapp/consent.withdrawn', {
  schema: company.extend({ customerId: z.uuid() }),
});
/** A person or a good connection test ended a sender's pause. */
export const senderResumedEvent = eventType('whatsapp/sender.resumed', {
  schema: company.extend({ senderId: z.uuid() }),
});

/** Someone wants the whole sweep now: at start and after an outage. */
export const sweepRequestedEvent = eventType('whatsapp/sweep.requested', { schema: z.object({}) });
/** One company's sweep; `deep` also asks the provider for messages that never reached us. */
export const sweepOfCompanyEvent = eventType('whatsapp/company-sweep.requested', {
  schema: company.extend({ deep: z.boolean() }),
});

/** Sends events after the commit of what they tell of; see `sendEvents`. */
export const announce = sendEvents;

export type Queued = {
  companyId: string;
  messageId: string;
  senderId: string | null;
  /** Of one that waits again; see `reviveMessage`. */
  turn?: number | undefined;
};

/** The event that makes a waiting message be sent. `turn` tells retries of one message apart. */
export function queuedEvent({ companyId, messageId, senderId, turn: again = 0 }: Queued, turn = again) {
  return messageQueuedEvent.create(
    { companyId, messageId, senderId: senderId ?? 'none' },
    { id: `queued-${messageId}-${turn}` },
  );
}

/** Messages that one run sends together. */
const batchSize = 30;

/** The events that make waiting messages be sent, in batches. `turn` tells repetitions apart. */
export function queuedEvents(queued: readonly Queued[], turn: number | string = 0) {
  const lines = new Map<string, Queued[]>();
  for (const one of queued) {
    const key = `${one.companyId} ${one.senderId}`;
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  return [...lines.values()].flatMap((line) =>
    Array.from({ length: Math.ceil(line.length / batchSize) }, (_none, at) =>
      batchEvent(line.slice(at * batchSize, (at + 1) * batchSize), turn),
    ),
  );
}

function batchEvent(batch: Queued[], turn: number | string) {
  const [first] = batch;
  const { companyId = '', messageId = '', senderId = null } = first ?? {};
  return messagesQueuedEvent.create(
    { companyId, messageIds: batch.map((one) => one.messageId), senderId: senderId ?? 'none' },
    { id: `queued-${messageId}-and-${batch.length - 1}-${turn}` },
  );
}
