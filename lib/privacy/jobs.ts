import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { databaseError } from '@/lib/platform/errors';
import { emptyRows, findUndone, finishErasure } from './erasing/erase';
import { announceErasure, type ErasureRef, erasureAskedEvent } from './events';
import { runKeeping } from './keeping/run-keeping';

/** Something may have come in the way since it was asked for, such as a new booking: then it waits, and its page says for what. */
async function emptyOrWait(erasure: ErasureRef): Promise<'emptied' | 'nothing to do' | 'waits'> {
  try {
    return (await emptyRows(erasure)) ? 'emptied' : 'nothing to do';
  } catch (error) {
    if (databaseError(error)?.code === 'CT094') return 'waits';
    throw error;
  }
}

/** Empties a customer's rows at once, then their files; a process that dies goes on where it was. */
export const anonymise = inngest.createFunction(
  {
    id: 'anonymise-customer',
    triggers: [erasureAskedEvent],
    retries: 4,
    concurrency: { limit: 1, key: 'event.data.companyId' },
  },
  async ({ event, step }) => {
    const rows = await step.run('rows', () => emptyOrWait(event.data));
    const done = await step.run('files', () => finishErasure(event.data, now()));
    return { rows, done };
  },
);

/** Every 10 minutes: those whose event or process was lost. */
export const watchErasures = inngest.createFunction(
  { id: 'watch-erasures', triggers: [cron('TZ=UTC 4-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    let found = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('erasures')))
      found += await step.run(`company ${companyId}`, async () => {
        const undone = await findUndone(companyId);
        for (const erasureId of undone) await announceErasure({ companyId, erasureId }, now());
        return undone.length;
      });
    return { found };
  },
);

/** Nightly: what companies keep for so long only. */
export const keepForSoLong = inngest.createFunction(
  { id: 'retention', triggers: [cron('TZ=UTC 40 2 * * *')], retries: 2 },
  async ({ step }) => {
    for (const companyId of await step.run('list companies', () => listCompanies('retention')))
      await step.run(`company ${companyId}`, () => runKeeping(companyId, now()));
  },
);

export const privacyJobs = [anonymise, watchErasures, keepForSoLong];
