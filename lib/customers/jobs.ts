import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { forgetMerges } from './forget-merges';

/** Nightly: what was kept to take merges back that nobody can take back any more. */
export const forgetOldMerges = inngest.createFunction(
  { id: 'forget-merges', triggers: [cron('TZ=UTC 35 3 * * *')], retries: 2 },
  async ({ step }) => {
    let forgotten = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('forget merges')))
      forgotten += await step.run(`company ${companyId}`, () => forgetMerges(companyId, now()));
    return { forgotten };
  },
);

export const customerJobs = [forgetOldMerges];
