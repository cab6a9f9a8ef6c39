import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('what the list of security requirements names is there', () => {
  const named = readFileSync('docs/asvs.md', 'utf8').matchAll(/`([\w./()[\]-]+\/[\w./()[\]-]+)`/g);
  const paths = [...named].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(50);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});
