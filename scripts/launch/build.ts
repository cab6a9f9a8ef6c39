import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../../db/embedded/file-lock';
import { startChild, tailOf } from './child';
import { LaunchError } from './launch-error';
import type { Progress } from './progress';

const longestBuildMs = 15 * 60_000;
/** Folders and files of the repository that don't end up in the build. */
const outside = new Set([
  ...['node_modules', 'bench', 'docs', 'e2e', 'scripts', 'simulator', 'test-results', 'playwright-report'],
  ...['coverage', 'next-env.d.ts', 'biome.json', 'vitest.config.ts', 'playwright.config.ts', 'knip.json'],
  // Next itself writes to it whenever it builds into another folder.
  'tsconfig.json',
]);

/** A digest of every file that the build is made from. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256');
  for (const path of sourceFiles(root, '')) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/**
 * Builds for production unless `.next` already holds the build of this source. One process at a time;
 * others wait and use its result. `force` builds anyway. Returns whether a build was made.
 */
export async function ensureBuild({
  root,
  env,
  progress,
  logDir,
  distDir = '.next',
}: {
  root: string;
  env: NodeJS.ProcessEnv;
  progress: Progress;
  /** Folder for the output of `next build`. */
  logDir: string;
  distDir?: string;
}): Promise<boolean> {
  const wanted = sourceHash(root);
  const mark = join(root, distDir, 'cater-source-hash');
  if (isBuilt({ mark, wanted })) return false;
  return withFileLock({
    path: join(root, 'node_modules', `.cater-build${distDir.replaceAll('/', '-')}.lock`),
    waitMs: longestBuildMs,
    what: 'A build',
    onWait: () => progress.note('… waiting for the build that another process makes'),
    work: async () => {
      if (isBuilt({ mark, wanted })) return false;
      await progress.step(
        'building for production',
        () => build({ root, env, logDir, distDir, mark }),
        () => 'built for production',
      );
      writeFileSync(mark, wanted);
      return true;
    },
  });
}

function isBuilt({ mark, wanted }: { mark: string; wanted: string }): boolean {
  return existsSync(mark) && readFileSync(mark, 'utf8') === wanted;
}

async function build({
  root,
  env,
  logDir,
  distDir,
  mark,
}: {
  root: string;
  env: NodeJS.ProcessEnv;
  logDir: string;
  distDir: string;
  mark: string;
}): Promise<void> {
  // Gone first: a build that was killed half-way must not pass for a whole one.
  rmSync(mark, { force: true });
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, 'build.log');
  rmSync(logFile, { force: true });
  const child = startChild({
    name: 'build',
    args: [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    env: {
      ...withoutDatabase(env),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_DIST: distDir,
    },
    logFile,
  });
  const how = await child.ended;
  if (how !== 'code 0') {
    throw new LaunchError(`The build failed (${how}); the end of ${logFile}:\n${tailOf(logFile, 30)}`);
  }
}

/** A build must not depend on a database, so it is not told of one. */
function withoutDatabase({ DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...rest }: NodeJS.ProcessEnv) {
  return rest;
}

function* sourceFiles(root: string, folder: string): Generator<string> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.name.startsWith('.') || (folder === '' && outside.has(entry.name))) continue;
    if (entry.isDirectory()) yield* sourceFiles(root, path);
    else if (entry.isFile() && !/\.test\.tsx?$|\.md$|\.tsbuildinfo$/.test(entry.name)) yield path;
  }
}
