import { readFileSync } from 'node:fs';
import { processIdentity } from '../../db/embedded/process-identity';

const everyMs = 500;

/**
 * Calls back when the `npm` that runs us is gone: npm killed with -9 can't tell us. Without npm in between
 * nothing is watched, as a shell may well end before what it started in the background.
 */
export function watchNpm(onGone: () => void): void {
  const lives = npmAncestors().map((pid) => ({ pid, identity: processIdentity(pid) }));
  if (lives.length === 0) return;
  const timer = setInterval(() => {
    if (lives.every(({ pid, identity }) => processIdentity(pid) === identity)) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}

/** Our parents up to and including npm; npm puts a shell between itself and the script, or none. */
function npmAncestors(): number[] {
  if (!process.env.npm_lifecycle_event) return [];
  const chain: number[] = [];
  for (let pid = process.ppid; pid > 1 && chain.length < 3; pid = parentOf(pid)) {
    chain.push(pid);
    if (isNpm(pid)) return chain;
  }
  return [];
}

function isNpm(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return /^npm |npm-cli\.js|\bnpm (start|run|test|exec)/.test(command);
  } catch {
    return false;
  }
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
