import { backUpCluster } from '../../db/embedded/backup';
import { databaseName, provision } from '../../db/embedded/provision';
import { checkReachable } from '../../db/embedded/reachable';
import { startPostgres } from '../../db/embedded/start-postgres';
import { migrate, pendingMigrations } from '../../db/migrate';
import { keepAlive } from './keep-alive';
import { LaunchError } from './launch-error';
import type { Progress } from './progress';

/** The database that the app will use, migrated. */
export type OpenDatabase = {
  databaseUrl: string;
  /** Undefined when only the app's own login is known. */
  ownerUrl: string | undefined;
  embedded: boolean;
  stop: () => Promise<void>;
};

/**
 * DATABASE_URL if set, else our own PostgreSQL over the data folder; migrated in both cases. Throws
 * LaunchError, PostgresSetupError or MigrationError with one line that says what to do.
 */
export async function openDatabase({
  env,
  dataDir,
  progress,
  fast = false,
}: {
  env: NodeJS.ProcessEnv;
  dataDir: string;
  progress: Progress;
  /** Without durability, for tests. */
  fast?: boolean;
}): Promise<OpenDatabase> {
  if (env.DATABASE_URL)
    return openExternal({ databaseUrl: env.DATABASE_URL, ownerUrl: env.DATABASE_OWNER_URL, progress });
  const server = await progress.step(
    'starting PostgreSQL',
    () => startPostgres({ dataDir, fast }),
    (started) =>
      `PostgreSQL ${started.version} ${started.adopted ? 'found running' : 'ready'} on port ${started.port}`,
  );
  const { port, loginPassword } = server;
  const kept = keepAlive({
    name: 'PostgreSQL',
    first: server,
    // The app holds the port in its URL, so it waits for this one.
    restart: () => startPostgres({ dataDir, fast, port }),
    note: progress.note,
  });
  try {
    const urls = await provision({ ownerUrl: server.ownerUrl, database: databaseName, loginPassword });
    const backup = () => backUpCluster({ dataDir, ownerUrl: server.ownerUrl }).then(() => undefined);
    await progress.step(
      'migrating the database',
      () => migrate({ ownerUrl: urls.ownerUrl, beforeChange: backup }),
      describeMigrations,
    );
    return { ...urls, embedded: true, stop: kept.stop };
  } catch (error) {
    await kept.stop();
    throw error;
  }
}

async function openExternal({
  databaseUrl,
  ownerUrl,
  progress,
}: {
  databaseUrl: string;
  ownerUrl: string | undefined;
  progress: Progress;
}): Promise<OpenDatabase> {
  if (ownerUrl) {
    await checkReachable({ url: ownerUrl, variable: 'DATABASE_OWNER_URL' });
    await progress.step('migrating the database', () => migrate({ ownerUrl }), describeMigrations);
  }
  await progress.step(
    'looking for the database',
    () => checkReachable({ url: databaseUrl, variable: 'DATABASE_URL' }),
    (where) => `database at ${where}`,
  );
  const pending = await pendingMigrations({ url: databaseUrl });
  if (pending.length > 0) {
    throw new LaunchError(
      `The database lacks ${pending.length} migration(s), the first is ${pending[0]}: set DATABASE_OWNER_URL to a login that owns the tables, here or for "npm run db:migrate".`,
    );
  }
  return { databaseUrl, ownerUrl, embedded: false, stop: async () => {} };
}

function describeMigrations(applied: string[]): string {
  return applied.length === 0 ? 'database is up to date' : `database migrated, ${applied.length} step(s)`;
}
