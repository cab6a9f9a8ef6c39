import { join, resolve } from 'node:path';
import { PostgresSetupError } from '../embedded/setup-error';

/** When backups are made, where, and how many are kept. */
export type BackupSettings = {
  folder: string;
  /** Where the store's files lie; undefined where they are in a store elsewhere. */
  files: string | undefined;
  /** Minutes after midnight, UTC; undefined where none are made. */
  at: number | undefined;
  daily: number;
  weekly: number;
};

/**
 * BACKUP_DIR (`nightly` in the data folder), BACKUP_AT ("02:30", UTC, or "off") and BACKUP_KEEP ("7+4": the last seven
 * days, and the last of each of four weeks). Throws PostgresSetupError naming the variable that is wrong.
 */
export function backupSettings(env: NodeJS.ProcessEnv, dataDir: string): BackupSettings {
  const { BACKUP_DIR, BACKUP_AT = '02:30', BACKUP_KEEP = '7+4' } = env;
  const keep = /^(\d{1,3})(?:\+(\d{1,3}))?$/.exec(BACKUP_KEEP || '7+4');
  if (!keep || Number(keep[1]) < 1)
    throw new PostgresSetupError(`BACKUP_KEEP is "${BACKUP_KEEP}": say days and weeks, such as 7+4.`);
  return {
    folder: resolve(BACKUP_DIR || join(dataDir, 'nightly')),
    files: storeFolder(env, dataDir),
    at: readTime(BACKUP_AT || '02:30'),
    daily: Number(keep[1]),
    weekly: Number(keep[2] ?? 0),
  };
}

/** The folder of the store on this disk (see lib/platform/store); undefined where STORE_S3_ENDPOINT names another. */
export const storeFolder = ({ STORE_S3_ENDPOINT }: NodeJS.ProcessEnv, dataDir: string): string | undefined =>
  STORE_S3_ENDPOINT ? undefined : join(dataDir, 'files');

function readTime(text: string): number | undefined {
  if (text === 'off') return undefined;
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!time)
    throw new PostgresSetupError(`BACKUP_AT is "${text}": say a time of the day such as 02:30, or off.`);
  return Number(time[1]) * 60 + Number(time[2]);
}
