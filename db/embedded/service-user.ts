import { accessSync, chownSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PostgresSetupError } from './setup-error';

/** The user PostgreSQL runs as, when it must not be ours. */
export type ServiceUser = { name: string; uid: number; gid: number };

/**
 * PostgreSQL refuses root, so under root it runs as `postgres` or `nobody`, whichever the machine has; no
 * user is created. Undefined for an ordinary user: PostgreSQL runs as that user.
 */
export function serviceUser(passwd = '/etc/passwd'): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = new Map<string, ServiceUser>();
  for (const line of readFileSync(passwd, 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && Number(uid) > 0) users.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  const user = users.get('postgres') ?? users.get('nobody');
  if (!user) {
    throw new PostgresSetupError(
      'PostgreSQL refuses to run as root and this machine has neither a user postgres nor nobody: start as an ordinary user or set DATABASE_URL.',
    );
  }
  return user;
}

/** Whether this user (undefined = ourselves) can walk down to the folder: every parent lets others pass. */
export function canReach(path: string, user: ServiceUser | undefined): boolean {
  if (!user) return isReadable(path);
  for (let at = resolve(path); ; at = dirname(at)) {
    const info = statSync(at, { throwIfNoEntry: false });
    if (info && !mayEnter(info, user)) return false;
    if (at === dirname(at)) return true;
  }
}

/** Gives a file or folder to the service user; nothing to do when PostgreSQL runs as ourselves. */
export function giveTo(path: string, user: ServiceUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

function mayEnter(info: { mode: number; uid: number; gid: number }, user: ServiceUser): boolean {
  const bits = info.uid === user.uid ? 0o500 : info.gid === user.gid ? 0o050 : 0o005;
  const pass = bits & 0o111;
  return (info.mode & pass) === pass;
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
