import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { checkRows } from './checking/check-import';
import { announceStep, importSentOnEvent } from './events';
import { managerOf } from './load';
import { findUnderWay, forgetImports } from './undoing/forget-imports';
import { undoRows } from './undoing/undo-import';
import { writeImport } from './writing/write-import';

/** Batches that one step of a run goes through. */
const batches = 20;

async function some(work: () => Promise<boolean>): Promise<boolean> {
  for (let n = 0; n < batches; n += 1) if (!(await work())) return false;
  return true;
}

/** Goes on with an import where it stands. Whatever was done stays done when a process dies; the rest is done again. */
export const workOnImport = inngest.createFunction(
  {
    id: 'work-on-import',
    triggers: [importSentOnEvent],
    retries: 5,
    concurrency: { limit: 1, key: 'event.data.companyId' },
  },
  async ({ event, step }) => {
    const { companyId, importId, step: asked } = event.data;
    const actor = await step.run('whose', async () => (await managerOf(companyId, importId)) ?? null);
    if (!actor) return { became: 'its manager left' };
    const written =
      asked === 'writing' && (await step.run('write', () => writeImport(actor, importId, now())));
    if (written && written !== 'outdated') return { became: written };
    const go = () => (asked === 'undoing' ? undoRows(actor, importId) : checkRows(actor, importId, now()));
    for (let n = 0; await step.run(`${asked} ${n}`, () => some(go)); n += 1);
    return { became: asked };
  },
);

/** Every 5 minutes: those whose event or process was lost. */
export const watchImports = inngest.createFunction(
  { id: 'watch-imports', triggers: [cron('TZ=UTC 3-59/5 * * * *')], retries: 2 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('imports'));
    let found = 0;
    for (const companyId of companies)
      found += await step.run(`company ${companyId}`, async () => {
        const open = await findUnderWay(companyId);
        for (const { importId, step: status } of open)
          if (status === 'checking' || status === 'writing' || status === 'undoing')
            await announceStep({ companyId, importId, step: status }, now());
        return open.length;
      });
    return { found };
  },
);

/** Nightly: files' rows that are of no use any more. */
export const forgetOldImports = inngest.createFunction(
  { id: 'forget-imports', triggers: [cron('TZ=UTC 45 3 * * *')], retries: 2 },
  async ({ step }) => {
    let forgotten = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('forget imports')))
      forgotten += await step.run(`company ${companyId}`, () => forgetImports(companyId, now()));
    return { forgotten };
  },
);

export const importJobs = [workOnImport, watchImports, forgetOldImports];
