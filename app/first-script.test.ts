import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** What Next makes a script of. */
const entrances = readdirSync('app', { recursive: true })
  .map((path) => join('app', String(path)))
  .filter((path) => /\/(page|layout|error|not-found|forbidden|unauthorized|global-error)\.tsx$/.test(path));

const endings = ['', '.ts', '.tsx'];
const fileOf = (specifier: string, from: string): string | undefined => {
  const path = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? join(dirname(from), specifier)
      : undefined;
  return path && endings.map((ending) => path + ending).find((one) => /\.tsx?$/.test(one) && existsSync(one));
};

/** What a file's values come from; an import of types alone leaves nothing behind, one by `import()` comes later. */
function importsOf(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm);
  return [...statements].flatMap(([, names, from]) => {
    const inBraces = /^\{([^}]*)\}$/.exec(names?.trim() ?? '')?.[1];
    const typesOnly = inBraces
      ?.split(',')
      .every((name) => name.trim() === '' || name.trim().startsWith('type '));
    return typesOnly || !from ? [] : [from];
  });
}

/** The ways by which a library stands in the first script of some page. */
function waysTo(library: string): string[] {
  const ways: string[] = [];
  const seen = new Set<string>();
  const walk = (file: string, inBrowser: boolean, way: string[]) => {
    const text = readFileSync(file, 'utf8');
    const begins = text.trimStart();
    if (begins.startsWith("'use server'")) return;
    const here = inBrowser || begins.startsWith("'use client'");
    if (seen.has(`${here} ${file}`)) return;
    seen.add(`${here} ${file}`);
    for (const specifier of importsOf(text)) {
      if (here && (specifier === library || specifier.startsWith(`${library}/`)))
        ways.push([...way, file].join(' → '));
      const next = fileOf(specifier, file);
      if (next) walk(next, here, [...way, file]);
    }
  };
  for (const file of entrances) walk(file, false, []);
  return ways;
}

test('no page brings the schema library before somebody writes: 31 kB on the way to each phone', () => {
  expect(waysTo('zod')).toEqual([]);
});

test('the palette, the toasts and the charts come after a page stands', () => {
  expect(['cmdk', 'sonner', '@tremor/react'].flatMap(waysTo)).toEqual([]);
});

test('what a page does bring is found by this walk', () => {
  expect(waysTo('next/navigation').length).toBeGreaterThan(20);
});
