import { expect, test } from 'vitest';
import { csvLine, csvMoney, csvTime } from './csv';

test.each(['=1+1', '+233', '-2', '@SUM(A1)', '\t=1', '  =1', '\r=1', '＝1'])('%j is no formula', (typed) => {
  expect(csvLine([typed]).replace(/^"/, '')).toMatch(/^'/);
});

test('quotes, commas and breaks stay inside their cell; figures stay figures', () => {
  expect(csvLine(['Ama "Bee"', 'a,b', 'one\ntwo', 'Plain', -12.5, null, ''])).toBe(
    '"Ama ""Bee""","a,b","one\ntwo",Plain,-12.5,,\r\n',
  );
});

test('money is in units by the currency’s own decimals', () => {
  expect([csvMoney(93_000, 'GHS'), csvMoney(5, 'GHS'), csvMoney(930, 'XOF'), csvMoney(1234, 'KWD')]).toEqual([
    930, 0.05, 930, 1.234,
  ]);
});

test('a moment stands on the company’s clock', () => {
  const at = new Date('2026-03-01T23:30:00Z');
  expect(csvTime(at, { timeZone: 'Africa/Accra' })).toBe('2026-03-01 23:30');
  expect(csvTime(at, { timeZone: 'Africa/Lagos' })).toBe('2026-03-02 00:30');
  expect(csvTime(null, { timeZone: 'Africa/Accra' })).toBe('');
});
