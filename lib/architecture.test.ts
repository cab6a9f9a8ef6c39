import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const rooms = ['app', 'components', 'lib', 'db', 'e2e', 'bench', 'simulator'];

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const source = new Map(
  rooms.flatMap(filesBelow).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

type Import = { from: string; to: string; typeOnly: boolean };

/** Static and dynamic imports; our own as paths from the root, others by package name. */
function importsOf(path: string, text: string): Import[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? '';
    const typeOnly = Boolean(match[1]);
    if (target.startsWith('@/')) return { from: path, to: target.slice(2), typeOnly };
    if (target.startsWith('.'))
      return { from: path, to: relative(root, resolve(root, path, '..', target)), typeOnly };
    return { from: path, to: `pkg:${target}`, typeOnly };
  });
}

const all = [...source].flatMap(([path, text]) => importsOf(path, text));
const isTest = (path: string) => /\.(test|suite)\.tsx?$/.test(path);
const offences = (wrong: (edge: Import) => boolean) =>
  all.filter((edge) => !isTest(edge.from) && wrong(edge)).map((edge) => `${edge.from} → ${edge.to}`);

const slices = [
  'bookings',
  'customers',
  'menu',
  'pricing',
  'feedback',
  'cases',
  'messaging',
  'dashboard',
  'reports',
  'audit',
  'monitoring',
];
/** Lower slices first; a slice imports its own and lower ones. Equal numbers don't meet. */
const order: Record<string, number> = {
  audit: 0,
  auth: 1,
  inngest: 1,
  pricing: 2,
  customers: 2,
  menu: 2,
  messaging: 3,
  bookings: 4,
  feedback: 6,
  cases: 5,
  dashboard: 7,
  reports: 7,
  monitoring: 7,
};
const sliceOf = (path: string) => /^(?:lib|components)\/([\w-]+)\//.exec(path)?.[1];
const roomOf = (path: string) => /^lib\/(?:[\w-]+\/)+([\w-]+)/.exec(path)?.[1];

describe('who may import whom', () => {
  test('pages route; they never talk to the database or to vendors', () => {
    expect(
      offences(
        ({ from, to }) =>
          from.startsWith('app/') && /^pkg:(drizzle-orm|postgres|twilio|inngest(?!\/next))/.test(to),
      ),
    ).toEqual([]);
    expect(offences(({ from, to }) => from.startsWith('app/') && to.startsWith('db/'))).toEqual([]);
  });

  test('only the handler of the engine knows the registry of functions', () => {
    expect(
      offences(
        ({ from, to }) =>
          to === 'lib/inngest/registry' &&
          !from.startsWith('app/api/inngest/') &&
          !from.startsWith('lib/inngest/'),
      ),
    ).toEqual([]);
  });

  test('primitives, frames and charts know nothing of the business, only how it writes figures and dates', () => {
    expect(
      offences(
        ({ from, to }) =>
          /^components\/(ui|charts|frame)\//.test(from) &&
          !to.startsWith('pkg:') &&
          !/^(components\/(ui|charts|frame)|lib\/platform\/format)\//.test(to),
      ),
    ).toEqual([]);
  });

  test('charts come only through components/charts', () => {
    expect(
      offences(({ from, to }) => to.startsWith('pkg:@tremor') && !from.startsWith('components/charts/')),
    ).toEqual([]);
  });

  test('components reach the server only by actions, and its shapes only as types', () => {
    expect(
      offences(({ from, to, typeOnly }) => {
        if (!from.startsWith('components/') || typeOnly) return false;
        return (
          to.startsWith('db/schema') ||
          to.startsWith('db/session') ||
          to.startsWith('db/client') ||
          /^lib\/[\w/-]+\/(queries|mutations|jobs)(\/|$)/.test(to)
        );
      }),
    ).toEqual([]);
  });

  test('forms are of the kit; only what a browser must be able to post itself is not', () => {
    const others = [...source].filter(
      ([path, text]) =>
        /^(app|components)\//.test(path) && !path.startsWith('components/form/') && /<form\b/.test(text),
    );
    expect(others.map(([path]) => path).sort()).toEqual([
      'components/auth/login-form.tsx',
      'components/feedback/answer-flow.tsx',
      'components/feedback/stop-messages.tsx',
      'components/frame/person-panel.tsx',
      'components/ui/confirm-dialog.tsx',
      'components/ui/menu.tsx',
      'components/ui/search-box.tsx',
    ]);
  });

  test('only the platform, gates and screens decide by permission: what writes is a command', () => {
    expect(
      offences(
        ({ from, to, typeOnly }) =>
          to === 'lib/auth/permissions' &&
          !typeOnly &&
          from.startsWith('lib/') &&
          !/^lib\/(auth|platform)\/|\/screens\.tsx?$/.test(from),
      ),
    ).toEqual([]);
  });

  test('rules and schemas do no I/O', () => {
    expect(
      offences(({ from, to, typeOnly }) => {
        if (!/^lib\/[\w/-]+\/([\w-]+-)?(rules|schema)(\/|\.ts)/.test(from) || typeOnly) return false;
        return (
          /^pkg:(drizzle-orm|postgres|twilio|inngest|next|pino|node:fs|node:net)/.test(to) ||
          /^db\/(?!enums)/.test(to) ||
          to === 'lib/platform/clock' ||
          to === 'lib/platform/log'
        );
      }),
    ).toEqual([]);
    const clocks = [...source].filter(
      ([path, text]) =>
        /^lib\/[\w/-]+\/([\w-]+-)?(rules|schema)\.ts$/.test(path) && /new Date\(\)|Date\.now\(\)/.test(text),
    );
    expect(clocks.map(([path]) => path)).toEqual([]);
  });

  test('queries and mutations never reach up to a transport', () => {
    expect(
      offences(
        ({ from, to }) =>
          /^(queries|mutations|rules|schema)$/.test(roomOf(from) ?? '') &&
          /^lib\/platform\/(action|route)$|^pkg:next($|\/)|\/actions$/.test(to),
      ),
    ).toEqual([]);
  });

  test('slices look down, never up or sideways', () => {
    expect(
      offences(({ from, to, typeOnly }) => {
        const [own, other] = [sliceOf(from), sliceOf(to)];
        if (!from.startsWith('lib/') || !to.startsWith('lib/') || !own || !other || own === other || typeOnly)
          return false;
        if (!(own in order) || !(other in order) || own === 'inngest') return false;
        return (order[other] ?? 0) >= (order[own] ?? 0);
      }),
    ).toEqual([]);
  });

  test('the database knows only the environment', () => {
    expect(
      offences(
        ({ from, to }) =>
          from.startsWith('db/') &&
          !to.startsWith('pkg:') &&
          !to.startsWith('db/') &&
          to !== 'lib/platform/env',
      ),
    ).toEqual([]);
  });

  test('one file each for Twilio and the simulator stands alone', () => {
    expect(
      offences(
        ({ from, to }) =>
          to.startsWith('pkg:twilio') && !/^lib\/messaging\/channels\/twilio\/client\.ts$/.test(from),
      ),
    ).toEqual([]);
    expect(
      offences(
        ({ from, to }) =>
          from.startsWith('simulator/') && !to.startsWith('pkg:') && !to.startsWith('simulator/'),
      ),
    ).toEqual([]);
  });
});

describe('how files are kept', () => {
  const ours = [...source].filter(([path]) => !isTest(path));

  test('kebab-case names, no drawers', () => {
    const odd = [...source.keys()].filter((path) =>
      path
        .split('/')
        .some(
          (part) =>
            !/^(\[{1,2}\.{0,3}[\w]+\]{1,2}|\([a-z]+\)|[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?|[a-z0-9]+([-.][a-z0-9]+)*)$/.test(
              part,
            ),
        ),
    );
    expect(odd).toEqual([]);
    expect([...source.keys()].filter((path) => /\/(utils?|helpers?|common|misc)(\/|\.)/.test(path))).toEqual(
      [],
    );
  });

  test('only the format room asks Intl: dates, money and figures are written in one place', () => {
    // Lists that move to the list kit; the next edit of each takes the room's formats.
    const known = ['components/bookings/bookings-table.tsx', 'components/customers/customers-table.tsx'];
    const asking = ours.filter(
      ([path, text]) =>
        /^(app|components|lib)\//.test(path) &&
        !path.startsWith('lib/platform/format/') &&
        /\bIntl\.|\.toLocale(Date|Time)?String\(|hour12|\b(?:date|time)Style:/.test(text),
    );
    expect(asking.map(([path]) => path).filter((path) => !known.includes(path))).toEqual([]);
  });

  test('no file over 300 lines', () => {
    expect(ours.filter(([, text]) => text.split('\n').length > 301).map(([path]) => path)).toEqual([]);
  });

  test('pages stay routing: under 80 lines, handlers under 45', () => {
    const long = ours.filter(([path, text]) => {
      const lines = text.split('\n').length - 1;
      return (
        (/^app\/.*\/page\.tsx$/.test(path) && lines > 80) || (/^app\/.*\/route\.ts$/.test(path) && lines > 45)
      );
    });
    expect(long.map(([path]) => path)).toEqual([]);
  });

  test('only the platform’s clock reads the clock in slices’ mutations and queries', () => {
    const reading = ours.filter(
      ([path, text]) =>
        /^lib\/[\w/-]+\/(mutations|queries)/.test(path) && /new Date\(\)|Date\.now\(\)/.test(text),
    );
    expect(reading.map(([path]) => path)).toEqual([]);
  });

  test('no cycles', () => {
    const edges = new Map<string, string[]>();
    const files = new Set(source.keys());
    for (const { from, to, typeOnly } of all) {
      if (typeOnly || to.startsWith('pkg:')) continue;
      const target = [`${to}.ts`, `${to}.tsx`, to].find((path) => files.has(path));
      if (target) edges.set(from, [...(edges.get(from) ?? []), target]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: string[]) => {
      const at = trail.indexOf(path);
      if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '));
      if (at >= 0 || done.has(path)) return;
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of edges.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test('every slice is one of the known', () => {
    const known = new Set([...slices, 'auth', 'inngest', 'platform']);
    const found = new Set(
      [...source.keys()].flatMap((path) => (path.startsWith('lib/') ? (sliceOf(path) ?? []) : [])),
    );
    expect([...found].filter((slice) => !known.has(slice))).toEqual([]);
  });
});
