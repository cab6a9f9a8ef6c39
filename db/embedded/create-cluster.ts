import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries';
import type { DataFolder } from './data-folder';
import { giveTo } from './service-user';
import { PostgresSetupError } from './setup-error';

const run = promisify(execFile);

/**
 * Makes a new cluster: initdb into a draft that becomes the cluster by one rename, so that a kill in the
 * middle leaves nothing that looks like a database. Throws PostgresSetupError with initdb's own words.
 */
export async function createCluster({
  folder,
  binaries,
  ownerPassword,
}: {
  folder: DataFolder;
  binaries: PostgresBinaries;
  ownerPassword: string;
}): Promise<void> {
  removeDrafts(folder);
  const draft = mkdtempSync(join(folder.work, 'draft-'));
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 });
  giveTo(passwordFile, folder.user);
  giveTo(draft, folder.user);
  try {
    await run(join(binaries.binDir, 'initdb'), initdbArguments({ draft, passwordFile, binaries }), {
      cwd: draft,
      env: { NODE_ENV: 'production', PATH: process.env.PATH, TZ: 'UTC' },
      ...(folder.user && { uid: folder.user.uid, gid: folder.user.gid }),
    });
    renameSync(join(draft, 'data'), folder.cluster);
  } catch (error) {
    throw new PostgresSetupError(`initdb failed in ${draft}: ${lastLine(error)}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function initdbArguments({
  draft,
  passwordFile,
  binaries,
}: {
  draft: string;
  passwordFile: string;
  binaries: PostgresBinaries;
}): string[] {
  // The builtin provider came with 17; before it, the C library's C.UTF-8 sorts the same way.
  const locale =
    binaries.major >= 17 ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C.UTF-8'];
  return [
    ...['-D', join(draft, 'data'), '-U', 'postgres', `--pwfile=${passwordFile}`],
    ...['--auth=scram-sha-256', '-E', 'UTF8', ...locale, '--data-checksums'],
  ];
}

function removeDrafts(folder: DataFolder): void {
  for (const name of readdirSync(folder.work)) {
    if (name.startsWith('draft-')) rmSync(join(folder.work, name), { recursive: true, force: true });
  }
}

function lastLine(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stderr' in error && typeof error.stderr === 'string') {
    const lines = error.stderr.split('\n').filter((line) => line.includes('error') || line.includes('FATAL'));
    if (lines.length > 0) return lines.join(' ').trim();
  }
  return error instanceof Error ? error.message.split('\n').slice(0, 2).join(' ') : String(error);
}
