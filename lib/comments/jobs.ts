import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { sweepFiles } from './files/keep-file';

/** Files of comments that were never sent, and of those that were removed. */
export const tidyCommentFiles = inngest.createFunction(
  { id: 'tidy-comment-files', triggers: [cron('TZ=UTC 50 3 * * *')], retries: 2 },
  async ({ step }) =>
    step.run('take away what belongs to no comment', async () => {
      let gone = 0;
      for (const companyId of await listCompanies('tidy-comment-files'))
        gone += await sweepFiles(companyId, now());
      return { gone };
    }),
);

export const commentJobs = [tidyCommentFiles];
