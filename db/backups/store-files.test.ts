import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFiles, stageFiles } from './store-files';

let dir: string;
let from: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cater-files-'));
  from = join(dir, 'files');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** As the store does: in place of what was there, never into it. */
function put(path: string, text: string): void {
  rmSync(join(from, path), { force: true });
  mkdirSync(dirname(join(from, path)), { recursive: true });
  writeFileSync(join(from, path), text);
}
const at = (night: string, path: string) => join(dir, night, 'files', path);
const keep = (night: string, before?: string) =>
  keepFiles({ from, folder: join(dir, night), before: before && join(dir, before) });

test('a night links what is as it was and copies what came, changed or went bad', async () => {
  for (const path of [
    'a/same.webp',
    'a/changed.webp',
    'a/rotten.webp',
    'a.webp',
    'b/gone.webp',
    'z/last.webp',
  ])
    put(path, path);
  put('a/half.webp.8d2f.part', 'still written');
  expect(await keep('one')).toMatchObject({ count: 6 });
  put('a/changed.webp', 'otherwise now');
  put('a/aa-new.webp', 'new');
  rmSync(join(from, 'b'), { recursive: true });
  writeFileSync(at('one', 'a/rotten.webp'), 'a/rottem.webp');
  expect(await keep('two', 'one')).toMatchObject({ count: 6 });

  const inode = (night: string, path: string) => statSync(at(night, path)).ino;
  for (const path of ['a/same.webp', 'a.webp', 'z/last.webp'])
    expect(inode('two', path), path).toBe(inode('one', path));
  for (const path of ['a/changed.webp', 'a/rotten.webp'])
    expect(inode('two', path), path).not.toBe(inode('one', path));
  expect(readFileSync(at('two', 'a/rotten.webp'), 'utf8')).toBe('a/rotten.webp');
  expect(readFileSync(at('two', 'a/changed.webp'), 'utf8')).toBe('otherwise now');
  expect(existsSync(at('two', 'b/gone.webp'))).toBe(false);
  // Older ones may go without taking anything along.
  rmSync(join(dir, 'one'), { recursive: true });
  expect(readFileSync(at('two', 'a/same.webp'), 'utf8')).toBe('a/same.webp');
});

test('what is put back takes the place of the former files, which stay beside it', async () => {
  put('a/x.webp', 'of the backup');
  const expected = await keep('one');
  put('a/x.webp', 'of later');
  put('a/y.webp', 'of later too');
  const staged = await stageFiles({ folder: join(dir, 'one'), expected }, from);
  expect(readFileSync(join(from, 'a/x.webp'), 'utf8')).toBe('of later');
  const former = await staged?.take();
  expect(readFileSync(join(from, 'a/x.webp'), 'utf8')).toBe('of the backup');
  expect(existsSync(join(from, 'a/y.webp'))).toBe(false);
  expect(readFileSync(join(former ?? '', 'a/y.webp'), 'utf8')).toBe('of later too');
  expect(readdirSync(dir).filter((name) => name.includes('restoring'))).toEqual([]);
  // A backup links to its own copy, never to what is in use.
  writeFileSync(join(from, 'a/x.webp'), 'in place');
  expect(readFileSync(at('one', 'a/x.webp'), 'utf8')).toBe('of the backup');
});

test.each([
  [
    'has another byte',
    () => writeFileSync(at('one', 'a/x.webp'), 'one twO'),
    /a\/x\.webp .* isn’t as it was/,
  ],
  ['is gone', () => rmSync(at('one', 'a/x.webp')), /a\/x\.webp .* can’t be read/],
  [
    'isn’t listed any more',
    () => writeFileSync(join(dir, 'one', 'files.jsonl'), ''),
    /The list of files .* isn’t as it was/,
  ],
])('a file that %s stops the restore before anything is touched', async (_what, harm, problem) => {
  put('a/x.webp', 'one two');
  const expected = await keep('one');
  harm();
  put('a/x.webp', 'in use');
  await expect(stageFiles({ folder: join(dir, 'one'), expected }, from)).rejects.toThrow(problem);
  expect(readFileSync(join(from, 'a/x.webp'), 'utf8')).toBe('in use');
});

test('nothing is no backup’s fault: a store without a file, and a backup of before there were any', async () => {
  expect(await keep('one')).toMatchObject({ count: 0, bytes: 0 });
  expect(await stageFiles({ folder: join(dir, 'one'), expected: undefined }, from)).toBeUndefined();
});

test('files of any size go through in constant memory', async () => {
  put('a/long.webp', '');
  truncateSync(join(from, 'a/long.webp'), 400 * 1024 * 1024);
  const held = () => process.memoryUsage().rss / 1024 / 1024;
  const before = held();
  let most = 0;
  const looking = setInterval(() => {
    most = Math.max(most, held() - before);
  }, 5);
  const expected = await keep('one');
  await stageFiles({ folder: join(dir, 'one'), expected }, join(dir, 'again'));
  clearInterval(looking);
  expect(expected.bytes).toBe(400 * 1024 * 1024);
  expect(most).toBeLessThan(150);
}, 60_000);
