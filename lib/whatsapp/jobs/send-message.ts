import { env } from '@/lib/env';
import { inngest } from '@/lib/inngest/client';
import { deliverMessage } from '../deliver';
import { messageQueued } from '../events';

/** After so many waits the sweep takes over, so that no run lives for weeks. */
const mostTurns = 40;

/**
 * Sends one message of the outbox and stays with it until it is accepted, refused or decided against. The only
 * job that talks to the provider about messages; others invoke it or send its event. Runs may overlap or be
 * repeated: the outbox row sends once.
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
      const delivery = await step.run('deliver', () => deliverMessage({ companyId, messageId }));
      const waits = delivery.outcome === 'retry_at' || delivery.outcome === 'unknown';
      if (!waits || !delivery.at) return delivery;
      await step.sleepUntil('wait', delivery.at);
    }
    return { outcome: 'unknown' as const, reason: 'left to the sweep' };
  },
);
