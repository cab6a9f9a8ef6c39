import 'server-only';
import type { Inngest, InngestFunction } from 'inngest';
import type { Connection } from '@/db/client';
import { createEmbeddedClient } from '../client';
import { storeSchedules } from './due-schedules';
import type { Registry } from './registry-view';
import { type RunnerSettings, type RunningRunner, startRunner } from './runner';
import { openRunnerPool, openStore, type Store } from './store';
import { syncFunctions } from './sync';

export type TestRunner = {
  client: Inngest;
  connection: Connection;
  store: Store;
  registry: Registry;
  runner: RunningRunner;
  stop: () => Promise<void>;
};

/** A runner on a database of the test's own, with retries that don't wait long. */
export async function startTestRunner(options: {
  databaseUrl: string;
  build: (client: Inngest) => InngestFunction.Any[];
  settings?: Partial<RunnerSettings>;
}): Promise<TestRunner> {
  const connection = openRunnerPool(options.databaseUrl);
  const client = createEmbeddedClient({ id: 'test', connection });
  const { handler, registry } = await syncFunctions(client, options.build(client));
  const store = openStore(connection);
  await storeSchedules(store, registry, new Date());
  const settings = { backoffScale: 0.001, pollMs: 200, ...options.settings };
  const runner = await startRunner({ connection, registry, handler, settings });
  return {
    client,
    connection,
    store,
    registry,
    runner,
    stop: async () => {
      await runner.stop(2_000);
      await connection.end({ timeout: 2 });
    },
  };
}
