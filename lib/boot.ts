import 'server-only';
import { refuseUnsafeRole, UnsafeDatabaseRole } from '@/db/guard';
import { sweepRequestedEvent as messageSweep } from '@/lib/messaging/events';
import { now } from '@/lib/platform/clock';
import { ConfigurationError, env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { hasDemoCompany } from './auth/sign-in';
import { sweepRequestedEvent as feedbackSweep } from './feedback/events';
import { servedAt } from './inngest/endpoint';
import { engineMode } from './inngest/mode';
import { sendEvents } from './inngest/send-events';
import { startAutomation } from './inngest/start';
import { readThresholds } from './monitoring/watching/rules';
import { startSampler } from './monitoring/watching/sampler';
import { asksForToken, isEmpty, setupToken } from './people/first-run';
import { keepFolded } from './stats/keep-folded';

/**
 * What has to hold before the first request: a readable environment, a database login that can't bypass row
 * rules, and the automation running. A wrong configuration ends the process with one line; a database that
 * is only away does not, since it may come back and /api/health says so meanwhile.
 */
export async function boot(): Promise<void> {
  try {
    refuseUnknownThresholds(env().ALERT_THRESHOLDS);
    if (engineMode() === 'server') servedAt();
    await refuseUnsafeRole();
    await refuseDemoData();
    await sayHowToBegin();
  } catch (error) {
    if (error instanceof UnsafeDatabaseRole || error instanceof ConfigurationError) {
      log.fatal(error.message);
      process.exit(78);
    }
    log.error({ error }, 'The database could not be asked about its roles');
  }
  const serverless = process.env.VERCEL !== undefined;
  // A serverless host measures its functions itself, and lets nothing run between two requests.
  if (!serverless) {
    startSampler(now);
    keepFolded();
  }
  const { ready } = await startAutomation(serverless);
  // A server that is away must not hold up the pages.
  void ready.then(() => catchUp(serverless));
}

/** A threshold for a rule that there isn't would be believed to hold. */
function refuseUnknownThresholds(given: string | undefined): void {
  const { unknown } = readThresholds(given ?? '');
  if (unknown.length > 0)
    throw new ConfigurationError(
      `ALERT_THRESHOLDS holds what no rule is called or no number: ${unknown.join(', ')}`,
    );
}

/** The demo's passwords are public: where they still open a company, nothing may run as production. */
async function refuseDemoData(): Promise<void> {
  if (env().CATER_ENV !== 'production' || !(await hasDemoCompany())) return;
  throw new ConfigurationError(
    'CATER_ENV is production, but this database holds the demo company, whose logins are public. Use an empty database.',
  );
}

/** An installation without a company says by which token its first one is made. */
async function sayHowToBegin(): Promise<void> {
  if (!asksForToken() || !(await isEmpty())) return;
  const address = new URL('/welcome', env().PUBLIC_URL ?? 'http://localhost').href;
  log.warn(`There is no company here yet. Open ${address} and enter this setup token: ${setupToken()}`);
}

/** A serverless host starts often: its starts within this time ask for one sweep together. */
const sweepEveryMs = 5 * 60_000;

/**
 * After an outage the sweeps don't wait for their hour, whichever engine runs them: what fell due meanwhile is found
 * in the rows. Sent once the engine knows the functions, since an event that nothing waits for is lost.
 */
async function catchUp(serverless: boolean): Promise<void> {
  const turn = serverless ? Math.floor(now().getTime() / sweepEveryMs) : crypto.randomUUID();
  await sendEvents([
    feedbackSweep.create({}, { id: `feedback-sweep-at-start-${turn}` }),
    messageSweep.create({}, { id: `message-sweep-at-start-${turn}` }),
  ]);
}
