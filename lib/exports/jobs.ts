import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { announceExport, exportAskedEvent } from './events';
import { findLost, forgetExports } from './keeping/forget-exports';
import { failExport, takeExport } from './making/export-run';
import { finishExport } from './making/finish-export';
import { type Went, writeRows } from './making/write-rows';
import { writeWorkbook } from './making/write-workbook';

const broke = 'Something broke on our side while it was made. Ask for it again.';

/**
 * Makes a file, a part of its rows a step: when a process dies, the run goes on at the part it was at. What becomes of it is
 * offered as a whole or not at all.
 */
export const makeExport = inngest.createFunction(
  {
    id: 'make-export',
    triggers: [exportAskedEvent],
    retries: 4,
    concurrency: { limit: 2, key: 'event.data.companyId' },
    onFailure: async ({ event }) => {
      await failExport(event.data.event.data, broke, now());
    },
  },
  async ({ event, step, runId }) => {
    const { companyId, exportId } = event.data;
    const work = { companyId, exportId, run: runId };
    if (!(await step.run('take on', () => takeExport(work, now())))) return { became: 'nothing to do' };
    let went: Went = 'more';
    for (let n = 1; went === 'more'; n += 1) went = await step.run(`rows ${n}`, () => writeRows(work));
    if (typeof went === 'object') {
      const { failed } = went;
      await step.run('fail', () => failExport(work, failed, now()));
      return { became: 'refused' };
    }
    if (went === 'gone') return { became: 'cancelled' };
    const written = await step.run('workbook', () => writeWorkbook(work));
    const done = written && (await step.run('offer', () => finishExport(work, now())));
    return { became: done ? 'ready' : 'cancelled' };
  },
);

/** Every 5 minutes: those whose event or process was lost. */
export const watchExports = inngest.createFunction(
  { id: 'watch-exports', triggers: [cron('TZ=UTC 1-59/5 * * * *')], retries: 2 },
  async ({ step }) => {
    let found = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('exports')))
      found += await step.run(`company ${companyId}`, async () => {
        const lost = await findLost(companyId, now());
        for (const { exportId } of lost) await announceExport({ companyId, exportId }, now());
        return lost.length;
      });
    return { found };
  },
);

/** Hourly: files whose time is over. */
export const forgetOldExports = inngest.createFunction(
  { id: 'forget-exports', triggers: [cron('TZ=UTC 20 * * * *')], retries: 2 },
  async ({ step }) => {
    let forgotten = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('forget exports')))
      forgotten += await step.run(`company ${companyId}`, () => forgetExports(companyId, now()));
    return { forgotten };
  },
);

export const exportJobs = [makeExport, watchExports, forgetOldExports];
