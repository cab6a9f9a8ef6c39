import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { now } from '@/lib/platform/clock';
import { enquiryReceivedEvent } from './events';
import { findUntold, settleNotices, tellOfEnquiry } from './tell-of-enquiry';
import { tidyEnquiries } from './tidy-enquiries';

async function tell(companyId: string, enquiryId: string): Promise<void> {
  const queued = await tellOfEnquiry(companyId, enquiryId, now());
  if (queued) await announce(queuedEvent(queued));
}

/** The office hears of it, and who asked that it arrived. */
export const tellOfEnquiries = inngest.createFunction(
  { id: 'tell-of-enquiry', triggers: [enquiryReceivedEvent], retries: 8 },
  async ({ event }) => {
    await tell(event.data.companyId, event.data.enquiryId);
    return { told: true };
  },
);

/** Every 10 minutes: those nobody was told of, and notices of what was answered meanwhile. */
export const watchEnquiries = inngest.createFunction(
  { id: 'watch-enquiries', triggers: [cron('TZ=UTC 2-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('enquiries'));
    let told = 0;
    for (const companyId of companies)
      told += await step.run(`company ${companyId}`, async () => {
        const untold = await findUntold(companyId, now());
        for (const enquiryId of untold) await tell(companyId, enquiryId);
        await settleNotices(companyId);
        return untold.length;
      });
    return { told };
  },
);

/** Nightly: spam and what was lost long ago. */
export const tidyEnquiriesNightly = inngest.createFunction(
  { id: 'tidy-enquiries', triggers: [cron('TZ=UTC 25 3 * * *')], retries: 2 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('enquiries'));
    for (const companyId of companies)
      await step.run(`company ${companyId}`, () => tidyEnquiries(companyId, now()));
    return { companies: companies.length };
  },
);

export const enquiryJobs = [tellOfEnquiries, watchEnquiries, tidyEnquiriesNightly];
