import { expect, test } from 'vitest';
import { readCursor, writeCursor } from './cursor';

const now = Date.UTC(2026, 10, 25, 12);

test('a cursor comes back as it was written', () => {
  const cursor = { snapshot: '812:815:812,813', at: now - 4_000 };
  expect(readCursor(writeCursor(cursor), now)).toEqual(cursor);
});

test.each([
  ['nothing', undefined],
  ['words', 'tomorrow'],
  ['a time alone', `${now}`],
  ['a snapshot that ends before it begins', `${now}~9:3:`],
  ['a transaction number beyond PostgreSQL’s', `${now}~99999999999999999999:99999999999999999999:`],
  ['SQL', `${now}~1:2:'); drop table bookings; --`],
  ['one from before the kept lines', `${now - 11 * 60_000}~1:2:`],
  ['one from tomorrow', `${now + 86_400_000}~1:2:`],
])('%s means looking at everything anew', (_, text) => {
  expect(readCursor(text, now)).toBeUndefined();
});
