import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { sweepPictures } from './pictures/keep-picture';

/** Pictures of forms that were never saved, and those that others took the place of. */
export const tidyPictures = inngest.createFunction(
  { id: 'tidy-pictures', triggers: [cron('TZ=UTC 40 3 * * *')], retries: 2 },
  async ({ step }) =>
    step.run('take away what nothing shows', async () => {
      let gone = 0;
      for (const companyId of await listCompanies('tidy-pictures'))
        gone += await sweepPictures(companyId, now());
      return { gone };
    }),
);

export const menuJobs = [tidyPictures];
