import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from './file-lock';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cater-lock-'));
  path = join(dir, 'lock');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('only one holder at a time, and everyone gets their turn', async () => {
  let inside = 0;
  let most = 0;
  let turns = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await nextTurn();
    inside -= 1;
    turns += 1;
  };
  await Promise.all(
    Array.from({ length: 12 }, () => withFileLock({ path, waitMs: 10_000, what: 'A test', work })),
  );
  expect({ most, turns }).toEqual({ most: 1, turns: 12 });
});

test('the lock of a dead process, or of a reused id, is taken over', async () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, identity: 'an earlier life', token: 't' }));
  expect(await withFileLock({ path, waitMs: 0, what: 'A test', work: async () => 'done' })).toBe('done');
  expect(() => readFileSync(path)).toThrow('ENOENT');
});

test('who waits in vain is told who holds it', async () => {
  const inner = () => withFileLock({ path, waitMs: 60, what: 'A build', work: async () => 'never' });
  const outer = withFileLock({ path, waitMs: 0, what: 'A build', work: inner });
  await expect(outer).rejects.toThrow(`A build is already under way in process ${process.pid}`);
});

test('a failing holder lets go', async () => {
  const work = async () => {
    throw new Error('broken');
  };
  await expect(withFileLock({ path, waitMs: 0, what: 'A test', work })).rejects.toThrow('broken');
  expect(await withFileLock({ path, waitMs: 0, what: 'A test', work: async () => 1 })).toBe(1);
});
