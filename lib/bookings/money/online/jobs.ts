import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { askAgain, sweepCheckouts } from './ask-again';
import { checkoutDoubtedEvent } from './events';

/** Every 2 minutes: payments of which nobody has told us yet. */
export const watchCheckouts = inngest.createFunction(
  { id: 'watch-checkouts', triggers: [cron('TZ=UTC */2 * * * *')], retries: 2 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('online payments'));
    let asked = 0;
    for (const companyId of companies)
      asked += await step.run(`checkouts of ${companyId}`, () => sweepCheckouts(companyId, now()));
    return { asked };
  },
);

/** What was told of a payment isn't what was asked for: what the provider itself says, counts. */
export const askAboutDoubted = inngest.createFunction(
  { id: 'ask-about-doubted', triggers: [checkoutDoubtedEvent], retries: 4 },
  async ({ event }) => {
    await askAgain(event.data.companyId, event.data.checkoutId, now());
    return { asked: true };
  },
);
