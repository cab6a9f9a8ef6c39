import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isPostmasterOf } from './process-identity';

export type PostmasterState =
  | { kind: 'none' }
  | { kind: 'starting' | 'ready' | 'stopping'; pid: number; port: number };

/**
 * What `postmaster.pid` says about the server of this cluster. A file left behind by a server that is gone,
 * even when its process id now belongs to another program, counts as none and is removed: PostgreSQL itself
 * would refuse to start because of it.
 */
export function readPostmaster(cluster: string): PostmasterState {
  const path = join(cluster, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch {
    return { kind: 'none' };
  }
  const pid = Number(lines[0]);
  // Just created and not yet written: a server is on its way.
  if (!Number.isInteger(pid) || pid <= 0) return { kind: 'none' };
  if (!isPostmasterOf({ pid, dataDir: cluster })) {
    rmSync(path, { force: true });
    return { kind: 'none' };
  }
  const status = lines[7]?.trim();
  const kind = status === 'ready' ? 'ready' : status === 'stopping' ? 'stopping' : 'starting';
  return { kind, pid, port: Number(lines[3]) };
}
