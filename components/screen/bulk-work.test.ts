import { expect, test } from 'vitest';
import { reasonsOf } from './bulk-work';

test('a few refusals are told with their rows, the rest as a number', () => {
  const refused = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, reason: `No ${id}.` }));
  const names = new Map([
    ['a', 'Ama'],
    ['b', 'Kofi'],
    ['c', 'Esi'],
  ]);
  expect(reasonsOf({ done: [], refused: refused.slice(0, 1) }, names)).toBe('Ama: No a.');
  expect(reasonsOf({ done: [], refused }, names)).toBe('Ama: No a. Kofi: No b. Esi: No c. And 2 more.');
});
