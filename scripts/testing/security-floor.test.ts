import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Floor = Record<string, { minimum: string; reason: string }>;
type Lock = { packages: Record<string, { version?: string }> };

const read = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;
const numbers = (version: string) => (version.split('-')[0] ?? '').split('.').map(Number);

/** Whether a version is at or above another, by its three numbers. */
function reaches(version: string, minimum: string): boolean {
  const [own, wanted] = [numbers(version), numbers(minimum)];
  for (let at = 0; at < 3; at += 1) {
    const difference = (own[at] ?? 0) - (wanted[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

test('no package is installed below the version that closed its known holes, however deep', () => {
  const { packages } = read<Lock>('package-lock.json');
  const below = Object.entries(read<Floor>('security-floor.json')).flatMap(([name, { minimum, reason }]) => {
    const found = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    if (found.length === 0) return [`${name} isn’t in the lock file: its floor can go`];
    return found.flatMap(([path, { version = '0' }]) =>
      reaches(version, minimum) ? [] : [`${path} is ${version}, below ${minimum}: ${reason}`],
    );
  });
  expect(below).toEqual([]);
});

test('versions compare by number, not by letter', () => {
  expect(reaches('16.10.0', '16.4.5')).toBe(true);
  expect(reaches('16.4.4', '16.4.5')).toBe(false);
  expect(reaches('9.1.1', '9.1.1')).toBe(true);
  expect(reaches('8.9.9', '9.0.0')).toBe(false);
});
