import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findBinaries, type PostgresBinaries } from './binaries';
import { createCluster } from './create-cluster';
import {
  type ClusterSecrets,
  clusterMajor,
  type DataFolder,
  makeFolder,
  openDataFolder,
  randomPassword,
  readSecrets,
  writeSecrets,
} from './data-folder';
import { withFileLock } from './file-lock';
import { findFreePort, isPortFree } from './ports';
import { type PostmasterState, readPostmaster } from './postmaster-file';
import { processExists } from './process-identity';
import { serverSettings } from './server-settings';
import { giveTo } from './service-user';
import { PostgresSetupError } from './setup-error';

/** A running PostgreSQL of our own. */
export type RunningPostgres = {
  /** Superuser URL of the maintenance database; for provisioning and migrations only. */
  ownerUrl: string;
  port: number;
  version: string;
  pid: number;
  adopted: boolean;
  /** Password that the login role `cater_login` gets. */
  loginPassword: string;
  /** Settles when the server is gone, whoever ended it. */
  ended: Promise<void>;
  /** Ends a server that we started (fast shutdown); leaves an adopted one alone. */
  stop: () => Promise<void>;
};

const longestStartMs = 120_000;
const longestStopMs = 30_000;
const largestLogBytes = 10 * 1024 * 1024;

/**
 * The shell between Node and PostgreSQL: it holds Node's pipe as its input, and at its end, also by kill -9
 * of Node, asks PostgreSQL for a fast shutdown. The watcher is its own process, so killing the shell does
 * the same.
 */
const keeper = `exec 3<&0
"$@" </dev/null 3<&- &
server=$!
( trap '' INT TERM HUP; while read -r line; do :; done; kill -INT $server ) <&3 3<&- >/dev/null 2>&1 &
watcher=$!
exec 3<&-
trap '' INT HUP
wait $server
code=$?
kill -9 $watcher 2>/dev/null
exit $code`;

/**
 * Starts PostgreSQL over a data folder, or adopts the one that already serves it. Makes the cluster the
 * first time. Several callers at once get the same server. `fast` gives up durability: tests only.
 * Throws PostgresSetupError with one line that says what to do.
 */
export async function startPostgres({
  dataDir,
  fast = false,
  port,
}: {
  dataDir: string;
  fast?: boolean;
  /** Where its callers know it: refused while somebody else has this port. Without it, another one is found. */
  port?: number;
}): Promise<RunningPostgres> {
  const folder = openDataFolder(dataDir);
  return withFileLock({
    path: folder.lockFile,
    waitMs: longestStartMs,
    what: 'A start of PostgreSQL',
    work: () => startLocked(folder, fast, port),
  });
}

async function startLocked(folder: DataFolder, fast: boolean, port?: number): Promise<RunningPostgres> {
  const running = await settledState(folder);
  const secrets = readSecrets(folder);
  if (running.kind === 'ready' && secrets) {
    if (port && running.port !== port) {
      throw new PostgresSetupError(
        `PostgreSQL (process ${running.pid}) serves port ${running.port} now; start Cater again.`,
      );
    }
    return adopt({ folder, secrets, state: running });
  }
  const binaries = findBinaries({
    major: clusterMajor(folder),
    user: folder.user,
    stageRoot: folder.stageRoot,
  });
  const ready = await prepareCluster({ folder, binaries, secrets, wanted: port });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch({ folder, binaries, secrets: ready, fast });
    } catch (error) {
      // After kill -9 of the postmaster its backends need a moment to notice and let go of the memory.
      const leaving = error instanceof PostgresSetupError && error.message.includes('shared memory block');
      if (!leaving || attempt === 20) throw error;
      await wait(250);
    }
  }
}

/** Waits while a server is on its way up or down. */
async function settledState(folder: DataFolder): Promise<PostmasterState> {
  const deadline = Date.now() + longestStartMs;
  for (;;) {
    const state = readPostmaster(folder.cluster);
    if (state.kind === 'none' || state.kind === 'ready') return state;
    if (Date.now() > deadline) {
      throw new PostgresSetupError(
        `PostgreSQL (process ${state.pid}) over ${folder.cluster} is ${state.kind} for too long; see ${folder.logFile}.`,
      );
    }
    await wait(50);
  }
}

async function prepareCluster({
  folder,
  binaries,
  secrets,
  wanted,
}: {
  folder: DataFolder;
  binaries: PostgresBinaries;
  secrets: ClusterSecrets | undefined;
  wanted: number | undefined;
}): Promise<ClusterSecrets> {
  const exists = existsSync(join(folder.cluster, 'PG_VERSION'));
  if (exists && !secrets) {
    throw new PostgresSetupError(
      `${folder.cluster} holds a database but its passwords in ${folder.secretsFile} are gone: bring the file back from a backup, or move the data folder away to start empty.`,
    );
  }
  const kept = secrets ?? { port: 0, ownerPassword: randomPassword(), loginPassword: randomPassword() };
  const known = wanted ?? kept.port;
  const isFree = known > 0 && (await isPortFree({ port: known }));
  if (!isFree && wanted) throw new PostgresSetupError(`Port ${wanted} is taken by something else for now.`);
  const port = isFree ? known : await findFreePort();
  const next = { ...kept, port };
  writeSecrets(folder, next);
  if (!exists) await createCluster({ folder, binaries, ownerPassword: next.ownerPassword });
  return next;
}

async function launch({
  folder,
  binaries,
  secrets,
  fast,
}: {
  folder: DataFolder;
  binaries: PostgresBinaries;
  secrets: ClusterSecrets;
  fast: boolean;
}): Promise<RunningPostgres> {
  makeFolder(folder.socketDir, 0o700);
  giveTo(folder.socketDir, folder.user);
  const child = spawnServer({ folder, binaries, port: secrets.port, fast });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const state = await waitUntilReady({ folder, child });
  return {
    ownerUrl: ownerUrl(secrets),
    port: secrets.port,
    version: binaries.version,
    pid: state.pid,
    adopted: false,
    loginPassword: secrets.loginPassword,
    ended,
    stop: () => stop(child, ended, state.pid),
  };
}

function spawnServer({
  folder,
  binaries,
  port,
  fast,
}: {
  folder: DataFolder;
  binaries: PostgresBinaries;
  port: number;
  fast: boolean;
}): ChildProcess {
  const log = openLog(folder.logFile);
  const settings = serverSettings({ port, socketDir: folder.socketDir, fast });
  try {
    return spawn(
      '/bin/sh',
      ['-c', keeper, 'postgres', join(binaries.binDir, 'postgres'), '-D', folder.cluster, ...settings],
      {
        stdio: ['pipe', log, log],
        cwd: folder.work,
        // Its own session: Ctrl-C in the terminal must reach the app first, PostgreSQL last.
        detached: true,
        env: { NODE_ENV: 'production', PATH: process.env.PATH, TZ: 'UTC' },
        ...(folder.user && { uid: folder.user.uid, gid: folder.user.gid }),
      },
    );
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady({ folder, child }: { folder: DataFolder; child: ChildProcess }) {
  const deadline = Date.now() + longestStartMs;
  while (child.exitCode === null && child.signalCode === null) {
    const state = readPostmaster(folder.cluster);
    if (state.kind === 'ready') return state;
    if (Date.now() > deadline) {
      child.stdin?.end();
      throw new PostgresSetupError(`PostgreSQL was not ready in time; see ${folder.logFile}.`);
    }
    await wait(20);
  }
  throw new PostgresSetupError(`PostgreSQL did not start: ${lastComplaint(folder.logFile)}`);
}

async function adopt({
  folder,
  secrets,
  state,
}: {
  folder: DataFolder;
  secrets: ClusterSecrets;
  state: { pid: number; port: number };
}): Promise<RunningPostgres> {
  return {
    ownerUrl: ownerUrl({ ...secrets, port: state.port }),
    port: state.port,
    version: String(clusterMajor(folder) ?? ''),
    pid: state.pid,
    adopted: true,
    loginPassword: secrets.loginPassword,
    ended: waitForEnd(state.pid),
    stop: async () => {},
  };
}

async function waitForEnd(pid: number): Promise<void> {
  // Unreferenced: watching somebody else's server must not keep this process alive.
  while (processExists(pid)) await wait(500, undefined, { ref: false });
}

async function stop(child: ChildProcess, ended: Promise<void>, pid: number): Promise<void> {
  child.stdin?.end();
  const inTime = await Promise.race([ended.then(() => true), wait(longestStopMs, false, { ref: false })]);
  if (!inTime) {
    process.kill(pid, 'SIGQUIT');
    await ended;
  }
}

function ownerUrl({ port, ownerPassword }: { port: number; ownerPassword: string }): string {
  return `postgres://postgres:${ownerPassword}@127.0.0.1:${port}/postgres`;
}

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLogBytes) {
    rmSync(`${path}.1`, { force: true });
    renameSync(path, `${path}.1`);
  }
  return openSync(path, 'a', 0o600);
}

function lastComplaint(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20);
  const complaint = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? '';
  return `${complaint.trim()} (${logFile})`;
}
