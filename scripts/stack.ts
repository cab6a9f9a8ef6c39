import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { findFreePort } from '../db/embedded/ports';
import { makeTemporaryDataDir } from '../db/testing/temporary-data-dir';
import { neutralEnvironment } from './launch/neutral-environment';
import { createProgress, type Progress } from './launch/progress';
import { simulatorAddress } from './launch/simulator';
import { startSystem } from './launch/system';

/**
 * Processes on one database take each other's jobs, so one that knew another simulator or mail server would send
 * what the first one's tests wait for to where nobody looks.
 */
const shared = [
  'AUTH_SECRET',
  'DATABASE_URL',
  'MAIL_FROM',
  'PAYSTACK_API_BASE',
  'PUBLIC_URL',
  'SMTP_URL',
  'TWILIO_ACCOUNT_SID',
  'TWILIO_API_BASE',
  'TWILIO_AUTH_TOKEN',
] as const;

/** A whole Cater for a test, a benchmark or a torture run. */
export type Stack = {
  appUrl: string;
  simulatorUrl: string;
  /** The login of the app and of the owner, to look behind the scenes. */
  databaseUrl: string;
  ownerUrl: string;
  /** What the app sees, for example AUTH_SECRET and the simulator's account. */
  env: NodeJS.ProcessEnv;
  /** What a second process of the same installation is started with, as `env`: the same rows and outside world. */
  surroundings: Record<string, string>;
  /** The process that listens; changes with every restart. */
  appPid: () => number;
  /** A polite restart; resolves when the app is healthy again. */
  restartApp: () => Promise<void>;
  /** kill -9 and start again; resolves when the app is healthy again. */
  killApp: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Starts a production Cater as `npm start` does, on ports and in a data folder of its own, building first
 * when needed. Whatever was started ends with this process. A temporary data folder is removed at the end.
 * Progress goes to standard error.
 */
export async function startStack({
  dataDir,
  port,
  simulatorPort,
  env = {},
  fresh = false,
  fast = false,
  progress = createProgress(process.stderr),
}: {
  /** Default: a temporary one. */
  dataDir?: string;
  port?: number;
  simulatorPort?: number;
  /** Added to the app's environment; another stack's `surroundings` make it a second process of that one. */
  env?: Record<string, string>;
  /** Empty the data folder first. */
  fresh?: boolean;
  /** PostgreSQL without durability: never for figures. */
  fast?: boolean;
  progress?: Progress;
} = {}): Promise<Stack> {
  const folder = dataDir ? resolve(dataDir) : makeTemporaryDataDir('stack');
  if (fresh && dataDir) rmSync(folder, { recursive: true, force: true });
  const appPort = port ?? (await findFreePort());
  const settings = {
    port: appPort,
    host: '127.0.0.1',
    simulatorPort: simulatorPort ?? (await findFreePort()),
    dataDir: folder,
    publicUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${appPort}`,
    simulated: !env.TWILIO_ACCOUNT_SID,
    dev: false,
  };
  const system = await startSystem({ settings, env: { ...neutralEnvironment(), ...env }, progress, fast });
  return {
    appUrl: `http://127.0.0.1:${appPort}`,
    simulatorUrl: simulatorAddress(settings),
    databaseUrl: system.database.databaseUrl,
    ownerUrl: system.database.ownerUrl ?? '',
    env: system.env,
    surroundings: Object.fromEntries(shared.map((name) => [name, system.env[name] ?? ''])),
    appPid: () => system.app().pid,
    restartApp: async () => void (await system.restartApp('stop')),
    killApp: async () => void (await system.restartApp('kill')),
    async stop() {
      await system.stop();
      if (!dataDir) rmSync(folder, { recursive: true, force: true });
    },
  };
}
