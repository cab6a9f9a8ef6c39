import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { log } from '@/lib/platform/log';
import { foldStats, reconcileStats } from './fold';

const atOnce = 5000;
/** So that one run ends before the next begins, however much waits. */
const batches = 40;

/** Every minute: readers add what isn't folded yet, so it only has to stay little. */
export const foldFigures = inngest.createFunction(
  { id: 'fold-figures', triggers: [cron('TZ=UTC * * * * *')], retries: 2 },
  ({ step }) =>
    step.run('fold', async () => {
      let folded = 0;
      for (let batch = 0; batch < batches; batch += 1) {
        const more = await foldStats(atOnce);
        folded += more;
        if (more === 0) break;
      }
      return { folded };
    }),
);

/** Nightly: that the figures are what the rows amount to. A difference is put right and logged: no change should leave one. */
export const reconcileFigures = inngest.createFunction(
  { id: 'reconcile-figures', triggers: [cron('TZ=UTC 27 2 * * *')], retries: 2 },
  async ({ step }) => {
    let wrong = 0;
    for (const companyId of await step.run('companies', () => listCompanies('reconcile figures')))
      wrong += await step.run(`company ${companyId}`, async () => {
        const differing = await reconcileStats(companyId);
        if (differing > 0)
          log.error({ companyId, differing }, 'Figures differed from their rows and were put right');
        return differing;
      });
    return { wrong };
  },
);

export const statsJobs = [foldFigures, reconcileFigures];
