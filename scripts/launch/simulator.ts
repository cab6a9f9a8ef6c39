import { join } from 'node:path';
import { demoSender } from '../../db/seed/demo-sender';
import { type Child, startChild, tailOf } from './child';
import { waitUntilHealthy } from './health';
import { LaunchError } from './launch-error';
import type { LaunchSecrets } from './secrets';
import type { LaunchSettings } from './settings';

const longestStartMs = 30_000;

/** The simulator's address, for people (its page) and for the app (its API). */
export function simulatorAddress({ simulatorPort }: { simulatorPort: number }): string {
  return `http://127.0.0.1:${simulatorPort}`;
}

/** Where the simulator takes mail: a port that follows from its own, so that two copies don't meet. */
export function mailPortOf({ simulatorPort }: { simulatorPort: number }): number {
  return simulatorPort > 55_000 ? simulatorPort - 10_000 : simulatorPort + 10_000;
}

/** Starts the Twilio simulator and waits until it answers. Throws LaunchError with the end of its log. */
export async function startSimulator({
  settings,
  secrets,
  env,
}: {
  settings: LaunchSettings;
  secrets: LaunchSecrets;
  env: NodeJS.ProcessEnv;
}): Promise<Child> {
  const logFile = join(settings.dataDir, 'logs', 'simulator.log');
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, NODE_ENV: _mode, ...rest } = env;
  const child = startChild({
    name: 'the simulator',
    args: ['--import', 'tsx', join('simulator', 'main.ts')],
    env: {
      ...rest,
      NODE_ENV: 'development',
      SIMULATOR_PORT: String(settings.simulatorPort),
      SIMULATOR_MAIL_PORT: String(mailPortOf(settings)),
      SIMULATOR_ACCOUNT_SID: secrets.simulatorAccountSid,
      SIMULATOR_AUTH_TOKEN: secrets.simulatorAuthToken,
      SIMULATOR_DATA: join(settings.dataDir, 'simulator.json'),
      SIMULATOR_INBOUND_URL: `${settings.publicUrl}/api/webhooks/twilio/inbound#rc=3&rp=all`,
      // Who writes before anything was sent to them writes to the demo's own number.
      SIMULATOR_SENDER: demoSender,
      SIMULATOR_EXIT_WITH_STDIN: '1',
    },
    logFile,
    watchesInput: true,
  });
  try {
    await waitUntilHealthy({ url: simulatorAddress(settings), child, waitMs: longestStartMs });
    return child;
  } catch (error) {
    await child.kill();
    const reason = error instanceof Error ? error.message : String(error);
    throw new LaunchError(`${reason}\n${tailOf(logFile)}`.trimEnd());
  }
}
