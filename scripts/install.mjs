import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Plain JavaScript: this runs before there is anything to run TypeScript with.

const marker = 'node_modules/.cater-install';

/**
 * Installs the packages of package-lock.json when they are missing or others than it names.
 * Returns false after printing one line when that is impossible.
 */
export async function ensureInstalled(root) {
  const wanted = lockHash(root);
  if (readText(join(root, marker)) === wanted) return true;
  if (matchesLock(root)) return remember(root, wanted);
  if (!isWritable(root)) {
    console.error(`The folder ${root} can't be written, so packages can't be installed into it.`);
    return false;
  }
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(0);
  console.log('… installing packages (1 to 2 minutes the first time)');
  const ticking = setInterval(() => console.log(`  still installing packages, ${seconds()} s`), 15_000);
  const code = await runNpm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  clearInterval(ticking);
  if (code !== 0) {
    console.error(`Installing packages failed: npm ci ended with code ${code}; its messages are above.`);
    return false;
  }
  console.log(`✓ packages installed (${seconds()} s)`);
  return remember(root, wanted);
}

function lockHash(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

/** Whether npm's own record of what it installed agrees with the lock file. */
function matchesLock(root) {
  const text = readText(join(root, 'node_modules/.package-lock.json'));
  if (text === undefined) return false;
  const have = JSON.parse(text).packages;
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).every(([path, entry]) => {
    if (path === '') return true;
    if (have[path]) return have[path].version === entry.version;
    return entry.optional === true || entry.devOptional === true || entry.peer === true;
  });
}

function remember(root, hash) {
  try {
    writeFileSync(join(root, marker), hash);
  } catch {
    // A read-only checkout with the right packages in it is fine; it is only looked at again next time.
  }
  return true;
}

function runNpm(root, args) {
  const npm = process.env.npm_execpath;
  const [command, first] = npm && existsSync(npm) ? [process.execPath, [npm]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
