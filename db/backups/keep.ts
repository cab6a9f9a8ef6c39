import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const dayMs = 86_400_000;
const form = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z$/;

/** A backup's folder is called by when it began: "2026-11-27T02-30-00Z". */
export const backupName = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;

const timeOf = (name: string): number => Date.parse(name.replace(form, '$1T$2:$3:$4Z'));

/**
 * Which of these backups go: all but the last of each of the newest `daily` days that have one, and the last of each of
 * the newest `weekly` weeks. Names of other things are nobody's to remove.
 */
export function outdated(
  names: readonly string[],
  { daily, weekly }: { daily: number; weekly: number },
): string[] {
  const backups = names.filter((name) => form.test(name)).sort();
  const lastOf = (lengthMs: number, most: number) => {
    // Later ones take the place of earlier ones of the same stretch. 1970 began on a Thursday; weeks end with Sunday.
    const shift = lengthMs === dayMs ? 0 : 3 * dayMs;
    const byStretch = new Map(backups.map((name) => [Math.floor((timeOf(name) + shift) / lengthMs), name]));
    return [...byStretch.values()].slice(-most);
  };
  const kept = new Set([...lastOf(dayMs, daily), ...(weekly > 0 ? lastOf(7 * dayMs, weekly) : [])]);
  return backups.filter((name) => !kept.has(name));
}

/** The newest finished backup of a folder; undefined where there is none. */
export function newestBackup(folder: string): string | undefined {
  const newest = listBackupFolders(folder).at(-1);
  return newest && join(folder, newest);
}

/** Finished backups by name, oldest first. */
export function listBackupFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => form.test(name) && existsSync(join(folder, name, 'manifest.json')))
    .sort();
}

/** The last moment at which a backup should have begun, at so many minutes after midnight UTC. */
export function lastDue(now: Date, at: number): Date {
  const today = Math.floor(now.getTime() / dayMs) * dayMs + at * 60_000;
  return new Date(today <= now.getTime() ? today : today - dayMs);
}
