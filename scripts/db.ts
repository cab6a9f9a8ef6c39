import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newestBackup } from '../db/backups/keep';
import { makeBackup } from '../db/backups/make-backup';
import { backupSettings, storeFolder } from '../db/backups/settings';
import { backUpCluster, restoreCluster } from '../db/embedded/backup';
import { exportDatabase, importDatabase } from '../db/embedded/logical-export';
import { databaseName, loginName, provision } from '../db/embedded/provision';
import { checkReachable } from '../db/embedded/reachable';
import { startPostgres } from '../db/embedded/start-postgres';
import { migrate, pendingMigrations } from '../db/migrate';
import { explain } from './launch/explain';
import { LaunchError } from './launch/launch-error';

type Urls = { ownerUrl: string; databaseUrl: string };

const dataDir = resolve(process.env.CATER_DATA || '.data');

const commands: Record<string, (argument: string | undefined, option: string | undefined) => Promise<void>> =
  {
    /** Applies the pending migrations; on the embedded database after a backup. */
    migrate: () =>
      withOwner(async ({ ownerUrl, backUp }) => {
        const applied = await migrate({ ownerUrl, ...(backUp && { beforeChange: backUp }) });
        say(applied.length === 0 ? 'the database is up to date' : `applied ${applied.join(', ')}`);
      }),

    /** Makes the app's login on DATABASE_OWNER_URL and prints the DATABASE_URL to use. */
    provision: async () => {
      const ownerUrl = process.env.DATABASE_OWNER_URL;
      if (!ownerUrl) throw new LaunchError('Set DATABASE_OWNER_URL to a login that may create roles.');
      const { databaseUrl } = await provision({ ownerUrl });
      say(`role ${loginName} is ready; run the app with\nDATABASE_URL=${databaseUrl}`);
    },

    /** Loads the demo data once. */
    seed: async () => {
      const load = async (databaseUrl: string) => {
        // The app's modules read the environment once, when they are loaded.
        process.env.DATABASE_URL = databaseUrl;
        const { seedDemo } = await import('../db/seed/demo');
        const { already } = await seedDemo({ databaseUrl });
        say(already ? 'the demo data is there already' : 'demo data loaded');
      };
      if (process.env.DATABASE_URL) await load(process.env.DATABASE_URL);
      else await withEmbedded(({ databaseUrl }) => load(databaseUrl));
    },

    /** Names somebody who runs the installation and sees its monitoring; with `remove` takes it from them. */
    operator: (email, option) =>
      withOwner(async ({ ownerUrl }) => {
        if (!email || (option && option !== 'remove'))
          throw new LaunchError('Name the login: npm run db:operator -- ADDRESS [remove]');
        const { addOperator, removeOperator } = await import('../db/operators');
        const known = await (option ? removeOperator : addOperator)({ ownerUrl, email });
        if (!known) throw new LaunchError(`Nobody ${option ? 'who runs it' : 'here'} signs in as ${email}.`);
        say(option ? `${email} no longer runs the installation` : `${email} runs the installation`);
      }),

    /** Makes a backup as the nightly ones are made, beside them: all rows and the store's files on this disk. */
    backup: () =>
      withOwner(async ({ ownerUrl }) => {
        const [first] = await pendingMigrations({ url: ownerUrl });
        if (first)
          throw new LaunchError(
            `The database is older than this source: npm run db:migrate copies it first, then applies ${first}.`,
          );
        const settings = backupSettings(process.env, dataDir);
        const result = await makeBackup({ ownerUrl, settings, now: new Date() });
        if (result.outcome === 'failed') throw new LaunchError(`The backup failed: ${result.problem}`);
        if (result.outcome === 'not_now')
          throw new LaunchError('Another backup is being made at this moment: try again when it is done.');
        const { rows, files } = result.exported;
        say(
          `${rows} rows and ${files === undefined ? 'none of the files, which are in a store elsewhere' : `${files} files`} kept in ${result.folder}`,
        );
      }),

    /** Writes every row into a folder, and the store's files on this disk; independent of the PostgreSQL version. */
    export: (argument) =>
      withOwner(async ({ ownerUrl }) => {
        const folder = resolve(
          argument ?? join(dataDir, 'exports', new Date().toISOString().replaceAll(/[:.]/g, '-')),
        );
        const from = storeFolder(process.env, dataDir);
        const { tables, rows, files } = await exportDatabase({
          ownerUrl,
          folder,
          files: from ? { from } : undefined,
        });
        say(
          `${tables} tables with ${rows} rows${files === undefined ? '' : ` and ${files} files`} exported to ${folder}`,
        );
      }),

    /** Holds the audit trail against its seals; one line of JSON, and a failure where it differs. */
    'verify-audit': async () => {
      const compare = async (databaseUrl: string) => {
        process.env.DATABASE_URL = databaseUrl;
        const { verifyAudit } = await import('../lib/audit/seal');
        const verdict = await verifyAudit();
        say(JSON.stringify(verdict));
        if (!verdict.ok) process.exitCode = 1;
      };
      if (process.env.DATABASE_URL) await compare(process.env.DATABASE_URL);
      else await withEmbedded(({ databaseUrl }) => compare(databaseUrl));
    },

    /** Takes the second step from somebody who lost phone and recovery codes and whom no manager can help. */
    'forget-second-step': async (email) => {
      if (!email) throw new LaunchError('Name the login: npm run db:forget-second-step -- ADDRESS');
      const forget = async (databaseUrl: string) => {
        process.env.DATABASE_URL = databaseUrl;
        const { forgetSecondFactor } = await import('../lib/auth/forget-second-factor');
        const had = await forgetSecondFactor(email);
        say(had ? `${email} signs in with the password alone now` : `${email} has no second step`);
      };
      if (process.env.DATABASE_URL) await forget(process.env.DATABASE_URL);
      else await withEmbedded(({ databaseUrl }) => forget(databaseUrl));
    },

    /** Anonymises everybody again who was anonymised since a backup that was put back in another way. */
    'anonymise-again': async () => {
      if (process.env.DATABASE_URL) await anonymiseAgain(process.env.DATABASE_URL);
      else await withEmbedded(({ databaseUrl }) => anonymiseAgain(databaseUrl));
    },

    /** Puts back a backup (embedded, stopped) or an export, and anonymises again who was anonymised since. */
    restore: async (argument) => {
      if (!argument)
        throw new LaunchError(
          'Name the folder of a backup or an export, or latest: npm run db:restore -- FOLDER',
        );
      const latest =
        argument === 'latest' ? newestBackup(backupSettings(process.env, dataDir).folder) : argument;
      if (!latest) throw new LaunchError('There is no scheduled backup yet.');
      const folder = resolve(latest);
      if (isBackup(folder)) {
        const former = await restoreCluster({ dataDir, backup: folder });
        say(former ? `restored; the former data is in ${former}` : 'restored');
        await withEmbedded(async ({ ownerUrl, databaseUrl }) => {
          await migrate({ ownerUrl });
          await anonymiseAgain(databaseUrl);
        });
        return;
      }
      await withOwner(async ({ ownerUrl }) => {
        await migrate({ ownerUrl });
        const filesInto = storeFolder(process.env, dataDir);
        const { tables, files, formerFiles } = await importDatabase({ ownerUrl, folder, filesInto });
        say(
          `${tables} tables and ${files} files restored${formerFiles ? `; the former files are in ${formerFiles}` : ''}`,
        );
      });
      if (process.env.DATABASE_URL) await anonymiseAgain(process.env.DATABASE_URL);
      else if (!process.env.DATABASE_OWNER_URL)
        await withEmbedded(({ databaseUrl }) => anonymiseAgain(databaseUrl));
      else say('set DATABASE_URL and run db:anonymise-again: a backup holds who was anonymised since');
    },
  };

async function anonymiseAgain(databaseUrl: string): Promise<void> {
  process.env.DATABASE_URL = databaseUrl;
  const { eraseAgain } = await import('../lib/privacy/erasing/erase-again');
  const { done, refused } = await eraseAgain(new Date());
  if (done > 0) say(`${done} customers anonymised again`);
  for (const { customerId, why } of refused) say(`not anonymised again: ${customerId} (${why})`);
}

async function withOwner(
  work: (target: { ownerUrl: string; backUp?: () => Promise<void> }) => Promise<void>,
): Promise<void> {
  const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: databaseUrl } = process.env;
  if (ownerUrl) {
    await checkReachable({ url: ownerUrl, variable: 'DATABASE_OWNER_URL' });
    return work({ ownerUrl });
  }
  if (databaseUrl) {
    throw new LaunchError(
      'DATABASE_URL is set, but this needs DATABASE_OWNER_URL: the login that owns the tables.',
    );
  }
  return withEmbedded(({ ownerUrl: embedded }) =>
    work({
      ownerUrl: embedded,
      backUp: async () => void (await backUpCluster({ dataDir, ownerUrl: embedded })),
    }),
  );
}

async function withEmbedded(work: (urls: Urls) => Promise<void>): Promise<void> {
  const server = await startPostgres({ dataDir });
  try {
    const { ownerUrl, loginPassword } = server;
    await work(await provision({ ownerUrl, database: databaseName, loginPassword }));
  } finally {
    await server.stop();
  }
}

function isBackup(folder: string): boolean {
  return existsSync(join(folder, 'data', 'backup_label'));
}

function say(line: string): void {
  console.log(line);
}

const [name = '', argument, option] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (!command) throw new LaunchError(`Say which: ${Object.keys(commands).join(', ')}.`);
  await command(argument, option);
  // A pool left open by the seed must not keep the process.
  process.exit();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
