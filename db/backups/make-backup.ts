import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { v7 } from 'uuid';
import { checkExport, type Exported } from '../embedded/export-files';
import { exportDatabase } from '../embedded/logical-export';
import { backupName, lastDue, newestBackup, outdated } from './keep';
import type { BackupSettings } from './settings';

const hourMs = 3_600_000;
/** Records of backups that are kept. */
const mostRecords = 60;

export type BackupOutcome =
  | { outcome: 'made'; folder: string; exported: Exported }
  | { outcome: 'failed'; problem: string }
  /** It isn't time, one that was tried within the hour failed, or somebody else is at it. */
  | { outcome: 'not_now' };

type Wanted = { ownerUrl: string; settings: BackupSettings; now: Date };

/**
 * Makes a backup now: all rows of one moment and the files of the store on this disk, under a name of its own until they were
 * read again and are as they were written, then under its final name; older ones beyond those to keep are removed. Not while
 * another process makes one. Needs a login that sees past row rules. Throws where the database is away.
 */
export const makeBackup = (wanted: Wanted): Promise<BackupOutcome> => locked(wanted, async () => true);

/** Makes the backup that is due at `now` (UTC), if one is, by whichever process comes first; as `makeBackup` otherwise. */
export async function makeDueBackup(wanted: Wanted): Promise<BackupOutcome> {
  const { at } = wanted.settings;
  if (at === undefined) return { outcome: 'not_now' };
  return locked(wanted, (sql) => isDue(sql, lastDue(wanted.now, at), wanted.now));
}

async function locked(
  wanted: Wanted,
  isWanted: (sql: postgres.Sql) => Promise<boolean>,
): Promise<BackupOutcome> {
  // The lock is this session's, and goes with it however we end.
  const sql = postgres(wanted.ownerUrl, { max: 1, onnotice: () => {}, idle_timeout: 0 });
  try {
    const [lock] = await sql<{ mine: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended('cater backup', 0)) as mine`;
    if (!lock?.mine || !(await isWanted(sql))) return { outcome: 'not_now' };
    return await make(sql, wanted);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** What can't be removed is told by what failed before. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // The next one tries again.
  }
}

async function isDue(sql: postgres.Sql, due: Date, now: Date): Promise<boolean> {
  const [row] = await sql<{ done: boolean }[]>`
    select exists (select from monitor_backups where problem is null and finished_at is not null and started_at >= ${due})
      or exists (select from monitor_backups where problem is not null and started_at > ${new Date(now.getTime() - hourMs)}) as done`;
  return !row?.done;
}

async function make(sql: postgres.Sql, { ownerUrl, settings, now }: Wanted): Promise<BackupOutcome> {
  const { folder } = settings;
  const name = backupName(now);
  const id = v7();
  // Whoever began these held the lock that is ours now.
  await sql`update monitor_backups set finished_at = started_at, problem = 'It was interrupted' where finished_at is null`;
  await sql`insert into monitor_backups (id, started_at, folder) values (${id}, ${now}, ${join(folder, name)})`;
  const draft = join(folder, `.${name}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const left of readdirSync(folder).filter((one) => one.startsWith('.20')))
      rmSync(join(folder, left), { recursive: true, force: true });
    const files = settings.files ? { from: settings.files, before: newestBackup(folder) } : undefined;
    await exportDatabase({ ownerUrl, folder: draft, files });
    const exported = await checkExport(draft);
    renameSync(draft, join(folder, name));
    await sql`update monitor_backups set finished_at = clock_timestamp(), bytes = ${exported.bytes}, rows = ${exported.rows},
      files = ${exported.files ?? null}, digest = ${exported.digest} where id = ${id}`;
    for (const old of outdated(readdirSync(folder), settings))
      rmSync(join(folder, old), { recursive: true, force: true });
    await sql`delete from monitor_backups where id in (select id from monitor_backups order by started_at desc offset ${mostRecords})`;
    return { outcome: 'made', folder: join(folder, name), exported };
  } catch (error) {
    remove(draft);
    const problem =
      (error instanceof Error ? error.message : String(error)).slice(0, 500) || 'Without a reason';
    await sql`update monitor_backups set finished_at = clock_timestamp(), problem = ${problem} where id = ${id}`;
    return { outcome: 'failed', problem };
  }
}
