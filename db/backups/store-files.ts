import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PostgresSetupError } from '../embedded/setup-error';

/** The files of the store as a backup holds them: the digest is of the list, which has the digest of each. */
export type KeptFiles = { count: number; bytes: number; sha256: string };
type Line = { path: string; size: number; mtimeMs: number; sha256: string };

const listName = 'files.jsonl';
const inBackup = (folder: string, path: string) => join(folder, 'files', path);
/** What the store is still writing. */
const underWay = /\.part$/;

/**
 * Copies the store's files from a folder of the disk into a backup, one at a time. What hasn't changed since the backup before
 * is the same file there, by a hard link, so that a night costs what came in it. A file that is removed meanwhile is left out.
 * To be called after the rows were read: who was anonymised before that has no file in it.
 */
export async function keepFiles({
  from,
  folder,
  before,
}: {
  from: string;
  folder: string;
  /** The backup before this one. */
  before?: string | undefined;
}): Promise<KeptFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const list = await open(join(folder, listName), 'wx', 0o600);
  const digest = createHash('sha256');
  const kept = { count: 0, bytes: 0 };
  const earlier = inStep(before);
  try {
    for await (const path of pathsOf(from)) {
      const line = await keepOne({ from, folder, path, before, known: await earlier.find(path) });
      if (!line) continue;
      const text = `${JSON.stringify(line)}\n`;
      digest.update(text);
      await list.write(text);
      kept.count += 1;
      kept.bytes += line.size;
    }
  } finally {
    await Promise.all([list.close(), earlier.close()]);
  }
  return { ...kept, sha256: digest.digest('hex') };
}

type One = {
  from: string;
  folder: string;
  path: string;
  before: string | undefined;
  known: Line | undefined;
};

async function keepOne({ from, folder, path, before, known }: One): Promise<Line | undefined> {
  const target = inBackup(folder, path);
  try {
    const { size, mtimeMs, mtime } = await stat(join(from, path));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const same = known?.size === size && known.mtimeMs === mtimeMs;
    if (before && same && (await linkSame(inBackup(before, path), target, known.sha256))) return known;
    const copied = await copyCounted(join(from, path), target);
    await utimes(target, mtime, mtime);
    if ((await digestOf(target)) !== copied.sha256)
      throw new PostgresSetupError(`${path} can’t be read again as it was written.`);
    return { path, size: copied.size, mtimeMs, sha256: copied.sha256 };
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT' && !existsSync(join(from, path))) return undefined;
    throw error;
  }
}

/** Where a disk has no links or the earlier copy went bad it is copied anew. */
async function linkSame(earlier: string, target: string, sha256: string): Promise<boolean> {
  try {
    if ((await digestOf(earlier)) !== sha256) return false;
    await link(earlier, target);
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts a backup's files beside the store's folder, each held against its digest, and gives what takes them in use: the former
 * files stay in a folder of their own, whose name it gives. Undefined where the backup holds none. Throws PostgresSetupError,
 * with nothing changed, naming a file that isn't as it was written.
 */
export async function stageFiles(
  { folder, expected }: { folder: string; expected: KeptFiles | undefined },
  into: string,
): Promise<{ count: number; take: () => Promise<string | undefined> } | undefined> {
  if (!expected) return undefined;
  const staged = `${into}.restoring`;
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true, mode: 0o700 });
  const digest = createHash('sha256');
  let count = 0;
  for await (const { text, line } of linesOf(folder)) {
    digest.update(`${text}\n`);
    const target = join(staged, line.path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const copied = await copyCounted(inBackup(folder, line.path), target).catch((error: unknown) => {
      throw new PostgresSetupError(`${line.path} of ${folder} can’t be read: ${String(error)}`);
    });
    if (copied.sha256 !== line.sha256)
      throw new PostgresSetupError(`${line.path} of ${folder} isn’t as it was written.`);
    await utimes(target, new Date(line.mtimeMs), new Date(line.mtimeMs));
    count += 1;
  }
  if (count !== expected.count || digest.digest('hex') !== expected.sha256)
    throw new PostgresSetupError(`The list of files in ${folder} isn’t as it was written.`);
  return { count, take: () => takeInUse(staged, into) };
}

async function takeInUse(staged: string, into: string): Promise<string | undefined> {
  const former = `${into}-before-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  const had = existsSync(into);
  if (had) await rename(into, former);
  await rename(staged, into);
  return had ? former : undefined;
}

/** Files below a folder as paths within it; folders one after the other, each by the order of its names. */
async function* pathsOf(root: string, within = ''): AsyncGenerator<string> {
  const entries = await readdir(join(root, within), { withFileTypes: true }).catch(
    (error: { code?: string }) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = within ? `${within}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* pathsOf(root, path);
    else if (entry.isFile() && !underWay.test(entry.name)) yield path;
  }
}

/** Whether one path comes before another in the order of `pathsOf`. */
function isBefore(one: string, other: string): boolean {
  const [ones, others] = [one.split('/'), other.split('/')];
  const at = ones.findIndex((part, index) => part !== others[index]);
  return at !== -1 && (ones[at] ?? '') < (others[at] ?? '');
}

/** Finds the lines of the backup before, as they are asked for in the order of their paths: only one is held at a time. */
function inStep(before: string | undefined) {
  const lines = before && existsSync(join(before, listName)) ? linesOf(before) : undefined;
  let next: Line | undefined;
  const find = async (path: string): Promise<Line | undefined> => {
    while (lines && (next === undefined || isBefore(next.path, path))) {
      const read = await lines.next();
      if (read.done) return undefined;
      next = read.value.line;
    }
    return next?.path === path ? next : undefined;
  };
  return { find, close: async () => void (await lines?.return(undefined)) };
}

async function* linesOf(folder: string): AsyncGenerator<{ text: string; line: Line }> {
  const input = createReadStream(join(folder, listName));
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    if (text) yield { text, line: JSON.parse(text) as Line };
}

async function copyCounted(from: string, to: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(from), counting, createWriteStream(to, { mode: 0o600 }));
  return { size, sha256: hash.digest('hex') };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
