import {
  constants,
  cpSync,
  type Dirent,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { clusterMajor, makeFolder, openDataFolder } from './data-folder';
import { readPostmaster } from './postmaster-file';
import type { ServiceUser } from './service-user';
import { errorCode, PostgresSetupError } from './setup-error';

const kept = 3;
/** Rebuilt at start or of no meaning in a copy; the write-ahead log is copied last. */
const leftOut = new Set([
  ...['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify'],
  ...['pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
]);

/**
 * Copies the running cluster into `backups/<time>` of its data folder, with the secrets that open it, and
 * keeps the newest three. Writers go on meanwhile. Returns the backup's folder.
 */
export async function backUpCluster({
  dataDir,
  ownerUrl,
  now = new Date(),
}: {
  dataDir: string;
  ownerUrl: string;
  now?: Date;
}): Promise<string> {
  const folder = openDataFolder(dataDir);
  makeFolder(folder.backups, 0o700);
  const name = now.toISOString().replaceAll(/[:.]/g, '-');
  const draft = join(folder.backups, `.${name}`);
  // One connection: start and stop of a backup must come from the same session.
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, idle_timeout: 0 });
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    // Holds the write-ahead log back while we copy; it goes with the session.
    await sql`select pg_create_physical_replication_slot(${`backup_${process.pid}`}, true, true)`;
    await sql`select pg_backup_start('cater', true)`;
    await copyTree({ from: folder.cluster, to: join(draft, 'data'), leaveOut: leftOut });
    const [stopped] = await sql<{ labelfile: string; spcmapfile: string }[]>`
      select labelfile, spcmapfile from pg_backup_stop(true)`;
    writeFileSync(join(draft, 'data', 'backup_label'), stopped?.labelfile ?? '', { mode: 0o600 });
    await copyTree({ from: join(folder.cluster, 'pg_wal'), to: join(draft, 'data', 'pg_wal') });
    for (const empty of leftOut) {
      if (empty.startsWith('pg_')) mkdirSync(join(draft, 'data', empty), { recursive: true, mode: 0o700 });
    }
    cpSync(folder.secretsFile, join(draft, 'postgres.json'));
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
  const finished = join(folder.backups, name);
  renameSync(draft, finished);
  for (const old of listBackups(dataDir).slice(0, -kept)) rmSync(old, { recursive: true, force: true });
  return finished;
}

/** The finished backups of a data folder, oldest first. */
export function listBackups(dataDir: string): string[] {
  const { backups } = openDataFolder(dataDir);
  if (!existsSync(backups)) return [];
  const names = readdirSync(backups).filter((name) => !name.startsWith('.'));
  return names.sort().map((name) => join(backups, name));
}

/**
 * Puts a backup in the place of the cluster; what was there is kept beside it under a name with the time.
 * The server must not run. Returns where the former cluster went. Throws PostgresSetupError.
 */
export async function restoreCluster({
  dataDir,
  backup,
  now = new Date(),
}: {
  dataDir: string;
  backup: string;
  now?: Date;
}): Promise<string | undefined> {
  const folder = openDataFolder(dataDir);
  if (!existsSync(join(backup, 'data', 'backup_label'))) {
    throw new PostgresSetupError(`${backup} is not a backup: it has no data/backup_label.`);
  }
  if (readPostmaster(folder.cluster).kind !== 'none') {
    throw new PostgresSetupError('PostgreSQL is running over this data folder: stop Cater first.');
  }
  const draft = join(folder.work, `draft-restore-${process.pid}`);
  await copyTree({ from: join(backup, 'data'), to: draft, owner: folder.user });
  const former = `${folder.cluster}-before-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const hadCluster = clusterMajor(folder) !== undefined;
  if (hadCluster) renameSync(folder.cluster, former);
  renameSync(draft, folder.cluster);
  // The passwords inside the cluster are those of the time of the backup.
  cpSync(join(backup, 'postgres.json'), folder.secretsFile);
  return hadCluster ? former : undefined;
}

async function copyTree({
  from,
  to,
  leaveOut = new Set<string>(),
  owner,
}: {
  from: string;
  to: string;
  leaveOut?: Set<string>;
  owner?: ServiceUser | undefined;
}): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  if (owner) lchownSync(to, owner.uid, owner.gid);
  const copyEntry = async (entry: Dirent) => {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    try {
      if (entry.isDirectory()) await copyTree({ from: source, to: target, owner });
      else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
      else if (entry.isFile()) await copyFile(source, target, constants.COPYFILE_FICLONE);
      if (owner && entry.isFile()) lchownSync(target, owner.uid, owner.gid);
    } catch (error) {
      // A table dropped while we copy: the write-ahead log says so too.
      if (errorCode(error) !== 'ENOENT' || (await exists(source))) throw error;
    }
  };
  const entries = await readdir(from, { withFileTypes: true });
  const wanted = entries.filter(({ name }) => !leaveOut.has(name) && !name.startsWith('pgsql_tmp'));
  await Promise.all(wanted.map(copyEntry));
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
