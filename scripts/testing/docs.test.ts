import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const pages = ['README.md', ...readdirSync('docs', { withFileTypes: true })]
  .flatMap((one) => (typeof one === 'string' ? one : one.isFile() ? join('docs', one.name) : []))
  .filter((name) => name.endsWith('.md'));
const said = (page: string) => readFileSync(page, 'utf8');

/** Every file and folder of ours; pages name them from the root, or by their last parts. */
const ours = ['app', 'bench', 'components', 'db', 'docs', 'e2e', 'lib', 'scripts', 'simulator'].flatMap(
  (room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((path) => `/${join(room, path)}`),
);
const isOurs = (path: string) =>
  existsSync(path) ||
  ours.some((one) => {
    const from = one.indexOf(`/${path.replace(/\/$/, '')}`);
    return from >= 0 && /^(?:[./]|$)/.test(one.slice(from + path.replace(/\/$/, '').length + 1));
  });
/** What stands in the data folder, is an address of the installation, or a package. */
const elsewhere = /^(?:CATER_DATA|PUBLIC_URL|@[\w-]+)\//;

test('what the list of security requirements names is there', () => {
  const named = said('docs/asvs.md').matchAll(/`([\w./()[\]-]+\/[\w./()[\]-]+)`/g);
  const paths = [...named].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(50);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test.each(pages)('%s names only files, folders and commands that are there', (page) => {
  const text = said(page);
  const paths = [...text.matchAll(/`(@?[\w.()[\]-]+\/[\w./()[\]-]*)`/g)].map(([, path = '']) => path);
  expect(paths.filter((path) => !elsewhere.test(path) && !isOurs(path))).toEqual([]);
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([]);
  const { scripts } = JSON.parse(said('package.json')) as { scripts: Record<string, string> };
  const run = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(run.filter((name) => !(name in scripts))).toEqual([]);
});

test('docs/security.md names what is in the code', () => {
  // A name with a hyphen is a file's, one in two cases or with underscores a function's or a column's.
  const code = ['lib', 'db'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:ts|tsx|sql)$/.test(path))
      .map((path) => said(join(room, path))),
  );
  const names = [...said('docs/security.md').matchAll(/`([a-z]+(?:[-_][a-z]+)+|[a-z]+[A-Z]\w+)`/g)];
  const missing = names
    .map(([, name = '']) => name)
    .filter((name) =>
      name.includes('-') ? !isOurs(name) : !code.some((text) => new RegExp(`\\b${name}\\b`).test(text)),
    );
  expect(names.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});
