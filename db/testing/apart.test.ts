import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findTestsApart } from './apart';

const root = mkdtempSync(join(tmpdir(), 'cater-apart-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};

test('a test has a process of its own when it, or a helper that it imports, changes what others would see', () => {
  // Put together, else this very file would be one of them.
  const mock = `${'vi'}.mock('./x');`;
  write('lib/plain.test.ts', `import { rule } from './rule';`);
  write('lib/rule.ts', `${'process'}.env.HOME`);
  write('lib/mocks.test.ts', mock);
  write('lib/deep/through.test.tsx', `import { world } from '../testing/world';`);
  write('lib/testing/world.ts', `export { more } from '@/db/testing/more';`);
  write('db/testing/more.ts', `${'process'}.env.NAME = 'x';`);
  write('lib/testing/calm.ts', `export * from './calm';`);
  write('lib/calm.test.ts', `import { calm } from './testing/calm';`);
  expect(findTestsApart(root, ['lib', 'db']).sort()).toEqual([
    'lib/deep/through.test.tsx',
    'lib/mocks.test.ts',
  ]);
});
