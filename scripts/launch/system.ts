import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { appEnvironment, startApp } from './app';
import { ensureBuild } from './build';
import type { Child } from './child';
import { type OpenDatabase, openDatabase } from './database';
import { keepAlive } from './keep-alive';
import type { Progress } from './progress';
import { loadSecrets } from './secrets';
import { hasDemoData, prepareDemo, seedDemoData } from './seed';
import { checkSettings, type LaunchSettings } from './settings';
import { startSimulator } from './simulator';

/** Database, simulator and app, all up. */
export type RunningSystem = {
  settings: LaunchSettings;
  database: OpenDatabase;
  /** The app's environment, for processes that must see what it sees. */
  env: NodeJS.ProcessEnv;
  app: () => Child;
  /** Ends the app by kill -9 or asks it to end, then starts it again; resolves when it is healthy. */
  restartApp: (how: 'kill' | 'stop') => Promise<Child>;
  /** Stops in the order app, simulator, PostgreSQL. */
  stop: () => Promise<void>;
};

/**
 * Brings everything up in order. When a part fails, the parts before it are stopped and the error is thrown:
 * LaunchError, PostgresSetupError or MigrationError, each with a message for the person at the terminal.
 */
export async function startSystem({
  settings,
  env,
  progress,
  fast = false,
  onStopper = () => {},
}: {
  settings: LaunchSettings;
  env: NodeJS.ProcessEnv;
  progress: Progress;
  /** PostgreSQL without durability, for tests. */
  fast?: boolean;
  /** Told early how to stop what is up so far, for Ctrl-C in the middle of a start. */
  onStopper?: (stop: () => Promise<void>) => void;
}): Promise<RunningSystem> {
  await checkSettings(settings);
  const logDir = join(settings.dataDir, 'logs');
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  chmodSync(logDir, 0o700);
  const secrets = loadSecrets(settings.dataDir);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  onStopper(stop);
  try {
    const database = await openDatabase({ env, dataDir: settings.dataDir, progress, fast });
    stops.push(database.stop);
    const appEnv = appEnvironment({ env, settings, secrets, databaseUrl: database.databaseUrl });
    // Side by side: loading rows needs the disk, the build the processor.
    const results = await Promise.allSettled([seed(database, appEnv), buildApp()]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    if (settings.simulated) stops.push(await bringUpSimulator());
    const [{ stop: stopApp, ...app }] = await Promise.all([bringUpApp(appEnv), phones(database, appEnv)]);
    stops.push(stopApp);
    return { settings, database, env: appEnv, ...app, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function seed(database: OpenDatabase, appEnv: NodeJS.ProcessEnv) {
    if (!database.embedded || env.CATER_ENV === 'production' || hasDemoData(settings.dataDir)) return;
    const { databaseUrl } = database;
    const work = () => seedDemoData({ env: appEnv, databaseUrl, dataDir: settings.dataDir });
    await progress.step('loading demo data', work, () => 'demo data loaded');
  }

  async function phones(database: OpenDatabase, appEnv: NodeJS.ProcessEnv) {
    if (!settings.simulated || !database.embedded || env.CATER_ENV === 'production') return;
    const { databaseUrl } = database;
    await prepareDemo({ env: appEnv, databaseUrl, dataDir: settings.dataDir });
  }

  async function buildApp() {
    if (!settings.dev) await ensureBuild({ root: process.cwd(), env, progress, logDir });
  }

  async function bringUpSimulator() {
    const start = () => startSimulator({ settings, secrets, env });
    const first = await progress.step('starting the simulator', start, () => 'WhatsApp simulator ready');
    return keepAlive({ name: 'The simulator', first, restart: start, note: progress.note }).stop;
  }

  async function bringUpApp(appEnv: NodeJS.ProcessEnv) {
    const start = () => startApp({ settings, env: appEnv });
    const first = await progress.step('starting the app', start, () => 'app ready');
    const kept = keepAlive({ name: 'The app', first, restart: start, note: progress.note });
    const restartApp = (how: 'kill' | 'stop') =>
      kept.restartNow((child) => (how === 'kill' ? child.kill() : child.stop()));
    return { app: kept.current, restartApp, stop: kept.stop };
  }
}
