import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isMoment,
  readCursor,
  readDayCursor,
  readInstantCursor,
  readTextCursor,
  readTurn,
  turnPage,
  writeCursor,
  writeTextCursor,
} from './cursor';

const id = '0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f';
const instants = fc.date({ min: new Date('1900-01-02'), max: new Date('9998-12-31'), noInvalidDate: true });

test('a place survives the address', () => {
  fc.assert(
    fc.property(instants, fc.uuid(), (at, id) => {
      expect(readCursor(writeCursor({ at, id }))).toEqual({ at, id });
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.uuid(), (name, id) => {
      const text = name.replaceAll('\u0000', '');
      expect(readTextCursor(encodeURI(writeTextCursor({ text, id })))).toEqual({ text, id });
    }),
  );
});

test.each([
  `8640000000000000.${id}`,
  `-8640000000000000.${id}`,
  `999999999999999.${id}`,
  `253402300800000.${id}`,
  `NaN.${id}`,
  `1e3.${id}`,
  `.${id}`,
  `1700000000000.${id}x`,
  '1700000000000.not-an-id',
  '1700000000000',
  '',
  undefined,
  [`1700000000000.${id}`, `1700000000001.${id}`],
])('%j is the beginning of a list, never an error of the database', (given) => {
  expect(readCursor(given)).toBeUndefined();
});

test.each([
  `${btoa('Ama\u0000').replace(/=+$/, '')}.${id}`,
  `_w.${id}`,
  `!.${id}`,
  `A.${id}`,
  id,
  '',
  undefined,
  [`QW1h.${id}`],
])('%j is the beginning of a list of names', (given) => {
  expect(readTextCursor(given)).toBeUndefined();
});

test('nothing that could stand in an address throws or gives what PostgreSQL can’t read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      for (const given of [text, `${text}.${id}`]) {
        const place = readCursor(given);
        if (place) expect(place.at.toISOString()).toMatch(/^\d{4}-/);
        expect(readTextCursor(given)?.text ?? '').not.toContain('\u0000');
      }
    }),
  );
});

test('pages lead along a list and back to its beginning, each row once', () => {
  const all = [1, 2, 3, 4, 5].map((figure) => `row ${figure}`);
  const read = (given: string | readonly string[] | undefined) =>
    typeof given === 'string' ? given : undefined;
  const turn = (filter: { after?: string; before?: string }) => {
    const { from, way } = readTurn(filter, read);
    const at = all.indexOf(from ?? '');
    const found = way === 'before' ? all.slice(0, at).reverse() : all.slice(at + 1);
    return turnPage(found.slice(0, 3), { size: 2, way, cursorOf: (row) => row });
  };
  expect(turn({})).toEqual({ rows: ['row 1', 'row 2'], next: 'row 2', previous: undefined });
  expect(turn({ after: 'row 2' })).toEqual({ rows: ['row 3', 'row 4'], next: 'row 4', previous: 'row 3' });
  expect(turn({ after: 'row 4' })).toEqual({ rows: ['row 5'], next: undefined, previous: 'row 5' });
  expect(turn({ before: 'row 5' })).toEqual({ rows: ['row 3', 'row 4'], next: 'row 4', previous: 'row 3' });
  expect(turn({ before: 'row 3' })).toEqual({ rows: ['row 1', 'row 2'], next: 'row 2', previous: undefined });
  expect(turn({ after: 'row 5' })).toEqual({ rows: [], next: undefined, previous: undefined });
});

test('a day or an instant that no calendar has is no place', () => {
  const place = (text: string) => `${Buffer.from(text).toString('base64url')}.${id}`;
  expect(readDayCursor(place('2026-02-28'))).toEqual({ text: '2026-02-28', id });
  expect(readInstantCursor(place('2026-02-28T23:59:59.999Z'))).toMatchObject({ id });
  for (const text of ['2026-02-30', '2026-13-01', '0001-01-01', '9999-12-31', '999999999999999', 'Ama', ''])
    expect(readDayCursor(place(text))).toBeUndefined();
  for (const text of ['2026-02-30T00:00:00.000Z', '2026-02-28T24:00:00.000Z', '2026-02-28T25:00:00.000Z'])
    expect(readInstantCursor(place(text))).toBeUndefined();
  expect(isMoment('2026-02-28T23:59:59.123456+00:00')).toBe(true);
  expect(['2026-02-28T23:60:00+00:00', '2026-02', '', 'T10:00:00'].filter(isMoment)).toEqual([]);
});
