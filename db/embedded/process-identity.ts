import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { errorCode } from './setup-error';

/** Whether a process with this id exists, whoever owns it. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * A text that tells this life of a process id from the next one, because ids are reused. Undefined when the
 * process is gone.
 */
export function processIdentity(pid: number): string | undefined {
  if (!processExists(pid)) return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: count the fields after it. Field 3 is the state, 22 the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${pid}@${fields[19]}`;
  } catch {
    return describeByPs(pid, 'lstart=');
  }
}

/** Whether the process is a `postgres` that works in this data folder. */
export function isPostmasterOf({ pid, dataDir }: { pid: number; dataDir: string }): boolean {
  if (processIdentity(pid) === undefined) return false;
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    if (!name.startsWith('postgres')) return false;
  } catch {
    return describeByPs(pid, 'command=')?.includes('postgres') ?? false;
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch (error) {
    // Another user's process hides its folder: believe the name.
    return errorCode(error) === 'EACCES';
  }
}

function describeByPs(pid: number, column: string): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' ? undefined : `${pid}@${text}`;
  } catch {
    return undefined;
  }
}
