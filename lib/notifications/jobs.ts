import 'server-only';
import { cron } from 'inngest';
import { actAs } from '@/db/session';
import { forgetOldAlerts } from '@/lib/alerts/alerts';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { sendDigests } from './digest';

/** The daily mails whose hour has come. Each company is a step, so that one's trouble isn't another's. */
export const sendDailyDigests = inngest.createFunction(
  { id: 'send-digests', triggers: [cron('TZ=UTC 4-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    let sent = 0;
    for (const companyId of await step.run('companies', () => listCompanies('digests')))
      sent += await step.run(`company ${companyId}`, () => sendDigests(companyId, now()));
    return { sent };
  },
);

export const forgetAlerts = inngest.createFunction(
  { id: 'forget-alerts', triggers: [cron('TZ=UTC 40 3 * * *')], retries: 2 },
  async ({ step }) => {
    for (const companyId of await step.run('companies', () => listCompanies('forget alerts')))
      await step.run(`company ${companyId}`, () =>
        actAs({ role: 'system', companyId, name: 'forget alerts' }, (tx) => forgetOldAlerts(tx, now())),
      );
  },
);

export const notificationJobs = [sendDailyDigests, forgetAlerts];
