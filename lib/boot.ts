import 'server-only';
import { refuseUnsafeRole, UnsafeDatabaseRole } from '@/db/guard';
import { sweepRequested as messageSweep } from '@/lib/messaging/events';
import { ConfigurationError, env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { hasDemoCompany } from './auth/sign-in';
import { sweepRequested as feedbackSweep } from './feedback/events';
import { inngest } from './inngest/client';
import { engineMode } from './inngest/mode';
import { startAutomation } from './inngest/start';

/**
 * What has to hold before the first request: a readable environment, a database login that can't bypass row
 * rules, and the automation running. A wrong configuration ends the process with one line; a database that
 * is only away does not, since it may come back and /api/health says so meanwhile.
 */
export async function boot(): Promise<void> {
  try {
    env();
    await refuseUnsafeRole();
    await refuseDemoData();
  } catch (error) {
    if (error instanceof UnsafeDatabaseRole || error instanceof ConfigurationError) {
      log.fatal(error.message);
      process.exit(78);
    }
    log.error({ error }, 'The database could not be asked about its roles');
  }
  await startAutomation(process.env.VERCEL !== undefined);
  if (engineMode() === 'embedded' && !process.env.VERCEL) await catchUp();
}

/** The demo's passwords are public: where they still open a company, nothing may run as production. */
async function refuseDemoData(): Promise<void> {
  if (env().CATER_ENV !== 'production' || !(await hasDemoCompany())) return;
  throw new ConfigurationError(
    'CATER_ENV is production, but this database holds the demo company, whose logins are public. Use an empty database.',
  );
}

/** After an outage the sweeps don't wait for their hour: what fell due meanwhile is found in the rows. */
async function catchUp(): Promise<void> {
  try {
    await inngest.send([feedbackSweep.create({}), messageSweep.create({})]);
  } catch (error) {
    log.error({ error }, 'The sweeps could not be asked for; they run within six hours');
  }
}
