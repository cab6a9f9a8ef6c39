import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../embedded/start-postgres';
import { migrationsFolder } from '../migrate';
import { prepareDatabases } from './prepare-databases';
import { makeTemporaryDataDir } from './temporary-data-dir';

/**
 * Gives every test `TEST_DATABASE_URL` (the app's login) and `TEST_DATABASE_OWNER_URL` (superuser) of one
 * migrated database. When both are set already, that server is used and only migrated; else a throw-away
 * cluster runs for the length of the test run. Returns the teardown.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.CATER_TEST_NO_DATABASE) return undefined;
  const given = process.env.TEST_DATABASE_OWNER_URL;
  const login = process.env.TEST_DATABASE_URL;
  if (given && login) {
    await prepare({
      ownerUrl: given,
      database: decodeURIComponent(new URL(given).pathname.slice(1)),
      loginPassword: decodeURIComponent(new URL(login).password),
    });
    return undefined;
  }
  const dataDir = makeTemporaryDataDir('test');
  const server = await startPostgres({ dataDir, fast: true });
  await prepare({ ownerUrl: server.ownerUrl, database: 'cater_test', loginPassword: server.loginPassword });
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function prepare(target: { ownerUrl: string; database: string; loginPassword: string }): Promise<void> {
  if (!existsSync(join(migrationsFolder(), 'meta', '_journal.json'))) {
    process.env.TEST_DATABASE_OWNER_URL = target.ownerUrl;
    return;
  }
  const made = await prepareDatabases(target);
  process.env.TEST_DATABASE_URL = made.databaseUrl;
  process.env.TEST_DATABASE_OWNER_URL = made.ownerUrl;
}
