import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A Node process of ours. It ends with us, whatever ends us. */
export type Child = {
  name: string;
  pid: number;
  /** How it ended, for example `code 1` or `SIGKILL`. */
  ended: Promise<string>;
  isRunning: () => boolean;
  /** Asks it to end and insists after a while. */
  stop: () => Promise<void>;
  kill: () => Promise<void>;
};

const patienceMs = 10_000;
const largestLogBytes = 20 * 1024 * 1024;
const preload = join(process.cwd(), 'scripts', 'exit-with-parent.cjs');

/** Starts `node …args`, its output in `logFile` or, without one, on our terminal. */
export function startChild({
  name,
  args,
  env,
  logFile,
  watchesInput = false,
}: {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logFile?: string;
  /** The program itself ends in good order at the end of its standard input. */
  watchesInput?: boolean;
}): Child {
  const log = logFile ? openLog(logFile) : 'inherit';
  const child = spawn(process.execPath, watchesInput ? args : [`--require=${preload}`, ...args], {
    env: { ...env, CATER_LAUNCHER_PID: String(process.pid) },
    stdio: ['pipe', log, log],
    // Its own session: Ctrl-C reaches us alone, and we stop the children in order.
    detached: true,
  });
  if (typeof log === 'number') closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const end = async (signal: NodeJS.Signals) => {
    if (isRunning()) child.kill(signal);
    const done = await Promise.race([ended.then(() => true), wait(patienceMs, false, { ref: false })]);
    if (!done) child.kill('SIGKILL');
    await ended;
  };
  return {
    name,
    pid: child.pid ?? 0,
    ended,
    isRunning,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** The last lines of a log, for the message after a crash. */
export function tailOf(logFile: string, lines = 12): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLogBytes) {
    rmSync(`${path}.1`, { force: true });
    renameSync(path, `${path}.1`);
  }
  return openSync(path, 'a', 0o600);
}
