import { expect, test } from 'vitest';
import { processorMs } from '@/db/testing/processor-ms';
import { readerLanguage } from './reader-language';

test.each([
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['en-GH, fr;q=0.5', 'en'],
  ['de,fr;q=0.4,en;q=0.6', 'en'],
  ['tw, FR', 'fr'],
  ['fr;q=0, en;q=0.1', 'en'],
  ['fr,en', 'fr'],
  ['de-DE', undefined],
  ['', undefined],
  [null, undefined],
  ['*', undefined],
  [';;;q=,,,fr;q=9', 'fr'],
])('%j asks for %s', (header, language) => {
  expect(readerLanguage(header)).toBe(language);
});

test('a header of any length is answered at once', async () => {
  const header = `${'x;q=0.1,'.repeat(200_000)}fr`;
  expect(await processorMs(() => expect(readerLanguage(header)).toBeUndefined())).toBeLessThan(100);
});
