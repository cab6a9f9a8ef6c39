import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { sleepUntilDue } from '@/lib/inngest/sleep-until-due';
import { announce, messageSettledEvent, queuedEvent } from '@/lib/messaging/events';
import { now } from '@/lib/platform/clock';
import { escalateIfLate, findLate } from './escalate-case';
import { caseOpenedEvent } from './events';
import { settleVoucher } from './send-voucher';

/** A case has two clocks, so at most two waits follow its opening. */
const mostWaits = 4;

/** Watches the clocks of one case and sends it up when one runs out. */
export const watchCase = inngest.createFunction(
  { id: 'watch-case', triggers: [caseOpenedEvent], retries: 8 },
  async ({ event, step }) => {
    for (let turn = 0; turn < mostWaits; turn++) {
      const next = await step.run(`look ${turn}`, () => escalateIfLate(event.data, now()));
      if (next === null) return { watched: turn };
      await sleepUntilDue(step, `until ${turn}`, new Date(next));
    }
    return { watched: mostWaits };
  },
);

/** Cases whose clock ran out while nothing was watching: after an outage, a lost event, a changed clock. */
export const watchCases = inngest.createFunction(
  { id: 'watch-cases', triggers: [cron('TZ=UTC */15 * * * *')], retries: 2 },
  async ({ step }) => {
    const escalated = await step.run('escalate what is late', async () => {
      let count = 0;
      for (const companyId of await listCompanies('watch-cases')) {
        for (const caseId of await findLate(companyId, now())) {
          await escalateIfLate({ companyId, caseId }, now());
          count += 1;
        }
      }
      return count;
    });
    return { escalated };
  },
);

/** A discount code whose message didn't get through goes another way, or people are told. */
export const settleVoucherJob = inngest.createFunction(
  { id: 'settle-voucher', triggers: [messageSettledEvent], retries: 8 },
  async ({ event }) => {
    const queued = await settleVoucher(event.data);
    if (queued) await announce(queuedEvent(queued));
    return { again: queued !== undefined };
  },
);

export const caseJobs = [watchCase, watchCases, settleVoucherJob];
