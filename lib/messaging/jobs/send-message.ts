import 'server-only';
import { inngest } from '@/lib/inngest/client';
import { sleepUntilDue } from '@/lib/inngest/sleep-until-due';
import { announce, messageQueuedEvent, messagesQueuedEvent, queuedEvent } from '../events';
import type { KindTable } from '../kinds';
import { deliverMessage, deliverMessages } from '../outbox/deliver';
import type { Delivery } from '../outbox/record-outcome';

/** After so many waits the watch takes over, so that no run lives for weeks. */
const mostTurns = 12;

const waits = ({ outcome, at }: Delivery) => (outcome === 'retry_at' || outcome === 'unknown') && at;

/**
 * Sends one message of the outbox and stays with it until it is accepted, refused or decided against. This job
 * and the next are the only ones that give messages to the provider; others send their events. No step of its
 * own around the delivery: the outbox row is the once-only guard, so a message that goes well costs one call,
 * and a run that wakes starts from the top and asks the row again. The sender's pace is kept by the delivery,
 * in the database: each sender has a rate of its own.
 */
export const sendMessage = (kinds: KindTable) =>
  inngest.createFunction(
    { id: 'send-message', triggers: [messageQueuedEvent], retries: 10 },
    async ({ event, step }) => {
      const { companyId, messageId } = event.data;
      for (let turn = 0; turn < mostTurns; turn += 1) {
        const delivery = await deliverMessage({ companyId, messageId }, kinds);
        const until = waits(delivery);
        if (!until) return delivery;
        await sleepUntilDue(step, `turn ${turn}`, until);
      }
      return { outcome: 'unknown' as const, reason: 'left to the watch' };
    },
  );

/**
 * Sends a batch of the outbox: the same rows by the same rules. Those that have to wait go on by themselves,
 * so that one doesn't hold up the others. Few at a time: what is in flight must fit the provider's time limit.
 */
export const sendMessages = (kinds: KindTable) =>
  inngest.createFunction(
    {
      id: 'send-messages',
      triggers: [messagesQueuedEvent],
      concurrency: { limit: 4, key: 'event.data.senderId' },
      retries: 10,
    },
    async ({ event, runId }) => {
      const { companyId, senderId } = event.data;
      const deliveries = [...(await deliverMessages({ ...event.data, kinds }))];
      const waiting = deliveries.filter(([, delivery]) => waits(delivery));
      await announce(
        waiting.map(([messageId]) => ({
          ...queuedEvent({ companyId, messageId, senderId }),
          id: `queued-${messageId}-${runId}`,
        })),
      );
      return { done: deliveries.length - waiting.length, waiting: waiting.length };
    },
  );
