import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What a file says when it changes something that other tests of the same process would see, or when it drives Next's own
 * requests, which rest on what their process has loaded before.
 */
const changesTheProcess =
  /\bfrom 'next\/|\bvi\.(mock|doMock|hoisted|spyOn|stub\w+|useFakeTimers|resetModules)\(|process\.env|startPostgres\(/;
const helper = /\/(testing|isolation)\/|\/testing$/;
const imported = /\bfrom '([@.][^']*)'/g;

/**
 * The test files in these rooms that need a process of their own: they, or the helpers that they import, mock
 * modules, stub what is global, or change the environment. Paths from `root`.
 */
export function findTestsApart(root: string, rooms: readonly string[]): string[] {
  const known = new Map<string, boolean>();
  const apart = (file: string): boolean => {
    const found = known.get(file);
    if (found !== undefined) return found;
    known.set(file, false);
    const text = readFileSync(join(root, file), 'utf8');
    const helpers = [...text.matchAll(imported)].map(([, name = '']) => fileOf(root, file, name));
    const is = changesTheProcess.test(text) || helpers.some((one) => one !== undefined && apart(one));
    known.set(file, is);
    return is;
  };
  return rooms
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true }).map((name) => join(room, String(name))),
    )
    .filter((file) => /\.test\.tsx?$/.test(file) && apart(file));
}

/** The file of a test's helper; nothing for what isn't one. */
function fileOf(root: string, from: string, name: string): string | undefined {
  const path = name.startsWith('@/') ? name.slice(2) : join(dirname(from), name);
  if (!helper.test(`/${path}`)) return undefined;
  return [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) => existsSync(join(root, file)));
}
