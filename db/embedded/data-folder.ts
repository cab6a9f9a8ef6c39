import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canReach, giveTo, type ServiceUser, serviceUser } from './service-user';
import { errorCode, PostgresSetupError } from './setup-error';

/** Where everything of one embedded PostgreSQL lives, and who runs it. */
export type DataFolder = {
  root: string;
  user: ServiceUser | undefined;
  /** The cluster itself (PGDATA). */
  cluster: string;
  /** Folder that the server's user may write to: drafts of the cluster and the socket. */
  work: string;
  socketDir: string;
  secretsFile: string;
  lockFile: string;
  logFile: string;
  backups: string;
  stageRoot: string;
};

/** Kept in a 0600 file: the passwords of this cluster and the port it got. */
export type ClusterSecrets = { port: number; ownerPassword: string; loginPassword: string };

const longestSocketPath = 100;
const sharedRoot = '/var/lib/cater';

/**
 * Makes the data folder if need be and says where its parts are. Under root, when the server's user can't
 * reach the folder (a checkout below a 0700 home), the cluster itself lives in /var/lib/cater instead.
 */
export function openDataFolder(dataDir: string): DataFolder {
  const root = resolve(dataDir);
  makeFolder(root, 0o755);
  const user = serviceUser();
  const key = placeKey(root);
  const reachable = !user || canReach(root, user);
  const work = reachable ? join(root, 'postgres') : join(sharedRoot, key);
  if (!reachable) makeFolder(sharedRoot, 0o755);
  if (!existsSync(work)) {
    makeFolder(work, 0o700);
    giveTo(work, user);
  }
  const ownSocketDir = join(work, 'run');
  const socketDir = ownSocketDir.length < longestSocketPath ? ownSocketDir : `/tmp/cater-${key}`;
  makeFolder(join(root, 'logs'), 0o700);
  return {
    root,
    user,
    work,
    socketDir,
    cluster: join(work, 'data'),
    secretsFile: join(root, 'postgres.json'),
    lockFile: join(root, 'postgres.lock'),
    logFile: join(root, 'logs', 'postgres.log'),
    backups: join(root, 'backups'),
    stageRoot: user ? sharedRoot : join(root, 'bin'),
  };
}

/** Names the places outside the data folder; kept inside it, so that a folder made anew starts anew. */
function placeKey(root: string): string {
  const path = join(root, 'place');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  try {
    writeFileSync(path, `${randomBytes(6).toString('hex')}\n`, { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw folderRefused(root, error);
  }
  return readFileSync(path, 'utf8').trim();
}

/** The major version that wrote the cluster, or undefined when there is none yet. */
export function clusterMajor(folder: DataFolder): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new PostgresSetupError(`The data folder ${folder.cluster} can't be read: ${String(error)}`);
  }
}

/** The cluster's passwords and port; undefined before the first start. */
export function readSecrets(folder: DataFolder): ClusterSecrets | undefined {
  try {
    return JSON.parse(readFileSync(folder.secretsFile, 'utf8')) as ClusterSecrets;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new PostgresSetupError(`${folder.secretsFile} can't be read: ${String(error)}`);
  }
}

/** Replaces the secrets file in one step, so that a kill leaves the old one or the new one. */
export function writeSecrets(folder: DataFolder, secrets: ClusterSecrets): void {
  const draft = `${folder.secretsFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, folder.secretsFile);
}

/** A password of 192 random bits that needs no escaping in a URL. */
export function randomPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Makes a folder with exactly this mode, whatever the umask. Throws PostgresSetupError when it may not. */
export function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  try {
    mkdirSync(path, { recursive: true });
    chmodSync(path, mode);
  } catch (error) {
    throw folderRefused(path, error);
  }
}

function folderRefused(path: string, error: unknown): PostgresSetupError {
  return new PostgresSetupError(
    `The folder ${path} can't be written (${errorCode(error) ?? String(error)}): set CATER_DATA to a folder that you may write to.`,
  );
}
