import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { watchCompany } from './watch';

/** Every five minutes: what people did is counted and looked at. Each company is a step, so that one's trouble isn't another's. */
export const watchActivity = inngest.createFunction(
  { id: 'watch-activity', triggers: [cron('TZ=UTC 1-59/5 * * * *')], retries: 2 },
  async ({ step }) => {
    let raised = 0;
    for (const companyId of await step.run('companies', () => listCompanies('watch activity')))
      raised += await step.run(
        `company ${companyId}`,
        async () => (await watchCompany(companyId, now())).length,
      );
    return { raised };
  },
);

export const securityJobs = [watchActivity];
