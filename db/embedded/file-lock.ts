import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { processIdentity } from './process-identity';
import { errorCode, PostgresSetupError } from './setup-error';

type Holder = { pid: number; identity: string; token: string };

/**
 * Holds a lock file for as long as `work` runs; others wait up to `waitMs`. The lock of a process that died,
 * even by kill -9, is taken over. Throws PostgresSetupError when the wait is over.
 */
export async function withFileLock<T>({
  path,
  waitMs,
  what,
  onWait,
  work,
}: {
  path: string;
  waitMs: number;
  /** What the holder is doing, for the message to those who waited in vain. */
  what: string;
  onWait?: () => void;
  work: () => Promise<T>;
}): Promise<T> {
  const me = holder();
  const deadline = Date.now() + waitMs;
  let told = false;
  while (!tryTake(path, me)) {
    if (removeDeadHolder(path)) continue;
    if (Date.now() > deadline) {
      const owner = readHolder(path);
      throw new PostgresSetupError(
        `${what} is already under way in process ${owner?.pid ?? 'unknown'} (${path}); it did not end within ${Math.round(waitMs / 1000)} s.`,
      );
    }
    if (!told) onWait?.();
    told = true;
    await wait(50);
  }
  try {
    return await work();
  } finally {
    if (readHolder(path)?.token === me.token) rmSync(path, { force: true });
  }
}

function holder(): Holder {
  return { pid: process.pid, identity: processIdentity(process.pid) ?? '', token: randomUUID() };
}

/** Written aside and linked, so that nobody ever reads half a lock. */
function tryTake(path: string, me: Holder): boolean {
  const draft = `${path}.${me.token}`;
  writeFileSync(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function removeDeadHolder(path: string): boolean {
  const owner = readHolder(path);
  if (owner && processIdentity(owner.pid) === owner.identity) return false;
  const aside = `${path}.dead-${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return true;
  }
  const moved = readHolder(aside);
  // Someone else may have replaced the dead lock between our look and our move: give it back.
  if (moved && moved.token !== owner?.token) {
    try {
      linkSync(aside, path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
  rmSync(aside, { force: true });
  return true;
}
