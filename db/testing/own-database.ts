import { randomUUID } from 'node:crypto';
import { withDatabase } from '../embedded/provision';
import { copyTemplate, dropDatabase } from './prepare-databases';

/**
 * A freshly migrated database for one suite that can't share: it changes roles, counts all rows or breaks
 * policies. Call `drop` in afterAll. Throws when the global setup did not run.
 */
export async function createOwnDatabase(): Promise<{
  databaseUrl: string;
  ownerUrl: string;
  drop: () => Promise<void>;
}> {
  const { TEST_DATABASE_URL: databaseUrl, TEST_DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!databaseUrl || !ownerUrl) throw new Error('TEST_DATABASE_URL is not set: run the tests with vitest');
  const shared = decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
  const database = `${shared}_${randomUUID().slice(0, 8)}`;
  await copyTemplate({ ownerUrl, template: `${shared}_template`, database });
  return {
    databaseUrl: withDatabase(databaseUrl, database),
    ownerUrl: withDatabase(ownerUrl, database),
    drop: () => dropDatabase({ ownerUrl, database }),
  };
}
