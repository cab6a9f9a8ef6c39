import 'server-only';
import { cron } from 'inngest';
import { bookingPaidEvent } from '@/lib/bookings/events';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { now } from '@/lib/platform/clock';
import { confirmPaid, findPaidAndWaiting } from './confirm-paid';
import { findUnkept, keepAccepted } from './kept-papers';
import { remindOfQuotes } from './remind';

/** What was accepted and waited for its deposit is confirmed once that has come. */
export const confirmDeposit = inngest.createFunction(
  { id: 'confirm-on-deposit', triggers: [bookingPaidEvent], retries: 8 },
  async ({ event }) => ({ confirmed: await confirmPaid(event.data, now()) }),
);

/** Every 10 minutes: deposits that came while nobody listened. */
export const watchDeposits = inngest.createFunction(
  { id: 'watch-quote-deposits', triggers: [cron('TZ=UTC 9-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    let confirmed = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('quote deposits')))
      confirmed += await step.run(`deposits of ${companyId}`, async () => {
        let done = 0;
        for (const bookingId of await findPaidAndWaiting(companyId, now()))
          if (await confirmPaid({ companyId, bookingId }, now())) done += 1;
        return done;
      });
    return { confirmed };
  },
);

/** Every hour, because each company's day is at another time: quotes that run out soon. */
export const remindQuotes = inngest.createFunction(
  { id: 'remind-of-quotes', triggers: [cron('TZ=UTC 35 * * * *')], retries: 3 },
  async ({ step }) => {
    let queued = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('quote reminders')))
      queued += await step.run(`quotes of ${companyId}`, async () => {
        const orders = await remindOfQuotes(companyId, now());
        for (const order of orders) await announce(queuedEvent(order));
        return orders.length;
      });
    return { queued };
  },
);

/** Every 10 minutes: papers of accepted quotes that aren't kept yet. */
export const keepPapers = inngest.createFunction(
  { id: 'keep-quote-papers', triggers: [cron('TZ=UTC 4-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    let kept = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('quote papers')))
      kept += await step.run(`papers of ${companyId}`, async () => {
        let done = 0;
        for (const quoteId of await findUnkept(companyId))
          if (await keepAccepted({ companyId, quoteId }, now())) done += 1;
        return done;
      });
    return { kept };
  },
);

/** The slice's jobs, for the registry. */
export const quoteJobs = [confirmDeposit, watchDeposits, remindQuotes, keepPapers];
