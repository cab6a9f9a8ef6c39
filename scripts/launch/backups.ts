import { type BackupOutcome, makeDueBackup } from '../../db/backups/make-backup';
import { type BackupSettings, backupSettings } from '../../db/backups/settings';
import type { OpenDatabase } from './database';

/** How often it is looked whether one is due; the first time a while after the start, which is busy enough. */
const lookEveryMs = 5 * 60_000;

/**
 * Makes a backup each day for as long as this process runs, where it knows the database's owner. Returns how to stop.
 * Throws PostgresSetupError where a variable is wrong.
 */
export function scheduleBackups({
  database,
  env,
  dataDir,
  note,
}: {
  database: Pick<OpenDatabase, 'ownerUrl'>;
  env: NodeJS.ProcessEnv;
  dataDir: string;
  note: (line: string) => void;
}): () => void {
  const settings: BackupSettings = backupSettings(env, dataDir);
  const { ownerUrl } = database;
  if (!ownerUrl || settings.at === undefined) return () => {};
  const look = async () => {
    try {
      tell(await makeDueBackup({ ownerUrl, settings, now: new Date() }), note);
    } catch (error) {
      note(`! no backup could be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

function tell(result: BackupOutcome, note: (line: string) => void): void {
  if (result.outcome === 'made') {
    const { rows, files } = result.exported;
    note(`✓ backup of ${rows} rows${files === undefined ? '' : ` and ${files} files`} in ${result.folder}`);
  }
  if (result.outcome === 'failed') note(`! the backup failed: ${result.problem}`);
}
