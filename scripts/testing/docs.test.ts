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

/** Requirements of ASVS 5.0 that the system is held to before all others. */
const required =
  `1.2.4 1.3.6 2.2.2 2.3.1 2.3.3 2.3.4 2.4.1 3.3.1 3.3.2 3.3.4 3.4.3 3.5.1 4.1.3 6.3.1 6.3.3 6.3.4 6.4.3 6.5.5 7.2.4
  7.3.2 7.4.1 7.4.2 7.5.1 8.2.1 8.2.2 8.2.3 8.3.2 8.4.1 11.4.2 13.2.2 14.2.7 14.3.2 15.2.1 15.2.2 15.3.3 15.4.2 16.2.5 16.3.2 16.4.2
  16.5.1 16.5.2 16.5.3`.split(/\s+/);

test('docs/security.md says of each requirement what holds it and what shows it, by files that are there', () => {
  const [, table = ''] = said('docs/security.md').split('| | asks for | held by | shown by |');
  const rows = table.split('\n').filter((line) => /^\| \d/.test(line));
  expect(rows.flatMap((row) => row.split('|')[1]?.trim().split(', ') ?? [])).toEqual(required);
  for (const row of rows) {
    const [, , , held = '', shown = ''] = row.split('|');
    expect(held.trim()).not.toBe('');
    const paths = [...`${held} ${shown}`.matchAll(/`([\w./()[\]-]+\/[\w./()[\]-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect(shown).toMatch(/`(?:lib|db|e2e|bench|scripts)\/[\w./()[\]-]+\.ts`/);
  }
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
