import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { sendDueReports } from './mailing/send-due';

/** The reports by mail whose hour has come. Each company is a step, so that one's trouble isn't another's. */
const sendReports = inngest.createFunction(
  { id: 'send-reports', triggers: [cron('TZ=UTC 6-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    let sent = 0;
    for (const companyId of await step.run('companies', () => listCompanies('reports')))
      sent += await step.run(`company ${companyId}`, () => sendDueReports(companyId, now()));
    return { sent };
  },
);

export const reportJobs = [sendReports];
