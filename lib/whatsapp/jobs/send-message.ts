import { env } from '@/lib/env';
import { inngest } from '@/lib/inngest/client';
import { deliverMessage } from '../deliver';
import { messageQueued } from '../events';

/** After so many waits the watch takes over, so that no run lives for weeks. */
const mostTurns = 12;

/**
 * Sends one message of the outbox and stays with it until it is accepted, refused or decided against. The only
 * job that gives messages to the provider; others send its event or invoke it. No step of its own around the
 * delivery: the outbox row is the once-only guard, so a message that goes well costs one call, and a run that
 * wakes starts from the top and asks the row again.
 */
export const sendMessage = inngest.createFunction(
  {
    id: 'send-message',
    triggers: [messageQueued],
    throttle: { limit: env().SEND_RATE, period: '1s', key: 'event.data.senderId' },
    retries: 10,
  },
  async ({ event, step }) => {
    const { companyId, messageId } = event.data;
    for (let turn = 0; turn < mostTurns; turn += 1) {
      const delivery = await deliverMessage({ companyId, messageId });
      const waits = delivery.outcome === 'retry_at' || delivery.outcome === 'unknown';
      if (!waits || !delivery.at) return delivery;
      await step.sleepUntil(`turn ${turn}`, delivery.at);
    }
    return { outcome: 'unknown' as const, reason: 'left to the watch' };
  },
);
