import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatCompact, formatCount, formatPercent, notationOf } from './numbers';

const nbsp = '\u00a0';

describe('a figure', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [-0.4, '0'],
    [999, '999'],
    [1000, '1,000'],
    [-1234567, '-1,234,567'],
    [2.5, '3'],
    [-2.5, '-3'],
    [1e21, '1,000,000,000,000,000,000,000'],
    [Number.NaN, '–'],
    [Number.NEGATIVE_INFINITY, '–'],
  ])('%d is %s', (value, expected) => expect(formatCount(value)).toBe(expected));

  it.each([
    [2.5, 1, '2.5'],
    [2, 1, '2'],
    [2.04, 1, '2'],
    [-0.04, 1, '0'],
    [-0.06, 1, '-0.1'],
    [1234.567, 2, '1,234.57'],
  ])('%d with at most %i decimals is %s', (value, most, expected) =>
    expect(formatCount(value, 'en-GB', most)).toBe(expected),
  );

  it.each([
    ['en-IN', '12,34,567'],
    ['fr-FR', `1${nbsp}234${nbsp}567`],
    ['de-DE', '1.234.567'],
    ['pt-PT', `1${nbsp}234${nbsp}567`],
  ])('is grouped as in %s', (locale, expected) => expect(formatCount(1234567, locale)).toBe(expected));

  it('is in the digits 0–9 in every language', () => {
    for (const locale of ['ar-EG', 'fa-IR', 'bn-BD', 'hi-IN', 'my-MM'])
      expect(formatCount(1234567, locale).replace(/\D/g, '')).toBe('1234567');
  });

  test('is what the engine writes, at any size', () => {
    const locales = ['en-GB', 'en-US', 'en-IN', 'de-DE', 'es-ES', 'pl-PL'];
    const engine = new Map(
      locales.map((locale) => [locale, new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })]),
    );
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...locales), (value, locale) => {
        expect(formatCount(value, locale)).toBe(engine.get(locale)?.format(value + 0));
      }),
    );
  });
});

it.each([
  [0.12, 0, '12 %'],
  [0, 0, '0 %'],
  [-0.001, 0, '0 %'],
  [0.285, 0, '29 %'],
  [0.175, 1, '17.5 %'],
  [12.5, 0, '1,250 %'],
  [Number.NaN, 0, '– %'],
])('a share of %d with %i decimals is %s', (share, most, expected) =>
  expect(formatPercent(share, 'en-GB', most)).toBe(expected),
);

it.each([
  [0, '0'],
  [9.94, '9.9'],
  [999, '999'],
  [1000, '1K'],
  [999_949, '999.9K'],
  [999_950, '1M'],
  [-12_340_000, '-12.3M'],
  [2.5e9, '2.5B'],
  [3e15, '3,000T'],
])('%d in short is %s', (value, expected) => expect(formatCompact(value)).toBe(expected));

it('in short in another language', () => {
  expect(formatCompact(12_340_000, 'fr-FR')).toBe(`12,3${nbsp}M`);
});

it('tells what a locale writes between the digits', () => {
  expect(notationOf('en-GH')).toMatchObject({ group: ',', decimal: '.' });
  expect(notationOf('fr-FR')).toMatchObject({ group: nbsp, decimal: ',' });
  expect(notationOf('en-ZA').decimal).toBe(',');
});

it('a language that browsers don’t carry is written as English, not as the browser’s owner writes', () => {
  for (const locale of ['tw', 'ha-NG', 'yo-NG', 'xx'])
    expect([formatCount(1234.5, locale, 1), formatCompact(1.2e6, locale)]).toEqual(['1,234.5', '1.2M']);
});
