import 'server-only';
import { now } from '@/lib/platform/clock';
import { required } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { inngest } from '../client';
import { functions } from '../registry';
import { storeSchedules } from './due-schedules';
import { type RunningRunner, startRunner } from './runner';
import { openRunnerPool, openStore } from './store';
import { syncFunctions } from './sync';

const stopMs = 8_000;

const held = globalThis as { __caterRunner?: Promise<RunningRunner> };

/**
 * Syncs the house's functions and runs them in this process until it is asked to end. Called once, by the
 * server's start: a bundle that merely imports this module runs nothing.
 */
export function startEmbedded(): Promise<RunningRunner> {
  held.__caterRunner ??= start();
  return held.__caterRunner;
}

async function start(): Promise<RunningRunner> {
  copyEnvironment();
  const connection = openRunnerPool(required('DATABASE_URL'));
  const { handler, registry } = await syncFunctions(inngest, functions);
  await storeSchedules(openStore(connection), registry, now());
  const runner = await startRunner({ connection, registry, handler });
  log.info({ functions: registry.ids.length, instance: runner.instanceId }, 'Embedded runner started');
  const stop = async () => {
    await runner.stop(stopMs).catch((error: unknown) => log.error({ error }, 'Runner did not stop cleanly'));
    await connection.end({ timeout: 2 });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return { ...runner, stop };
}

/**
 * Makes `process.env` a plain object with the same variables. The SDK copies the whole environment several
 * times for each call, and each read of Node's own `process.env` is a native call: together a third of a
 * call's time. Child processes still inherit it; only native code wouldn't see later changes.
 */
function copyEnvironment(): void {
  process.env = { ...process.env };
}
