import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney } from './format/money';
import { amountHelp, parseMoney, typedMoney, whyNoAmount } from './money';

const ghana = { currency: 'GHS', locale: 'en-GH' };
const germany = { currency: 'EUR', locale: 'de-DE' };

describe('an amount as it is typed', () => {
  test('what we write we read, in every locale and currency', () => {
    const locales = [
      'en-GH',
      'en-GB',
      'en-IN',
      'de-DE',
      'de-CH',
      'fr-FR',
      'fr-CI',
      'es-ES',
      'pt-BR',
      'pl-PL',
    ];
    const others = ['ar-EG', 'fa-IR', 'hi-IN', 'ja-JP', 'sv-SE', 'he-IL', 'bn-BD', 'ak-GH'];
    fc.assert(
      fc.property(
        fc.constantFrom(...locales, ...others),
        fc.constantFrom('GHS', 'EUR', 'USD', 'JPY', 'XOF', 'KWD', 'NGN'),
        fc.oneof(fc.nat({ max: 1e9 }), fc.integer({ min: 0, max: 9_999_999_999_999 })),
        (locale, currency, minor) => {
          const place = { locale, currency };
          expect(parseMoney(formatMoney(minor, currency, locale), place)).toBe(minor);
          expect(parseMoney(typedMoney(minor, place), place)).toBe(minor);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['1250.5', 125_050],
    ['1,250.50', 125_050],
    ['GHS 1,250.50', 125_050],
    ['ghs1250.50', 125_050],
    ['1,250.50 GHS', 125_050],
    ['GH₵ 12', 1200],
    ['1 250.50', 125_050],
    ['1,250', 125_000],
    ['12', 1200],
    ['0', 0],
    [' 5 ', 500],
  ])('%j is %d pesewas in Ghana', (typed, minor) => {
    expect(parseMoney(typed, ghana)).toBe(minor);
  });

  test.each([
    '12,50',
    '1,,5',
    '1,5',
    '1.250,50',
    '1,2345',
    '12,345,67',
    ',500',
    '0,500',
    '1.234',
    '1.',
    '.5',
    '-5',
    '1e3',
    '0x10',
    'EUR 5',
    '$5',
    'ten',
    '1 2',
    '5 6 7',
    '',
    'GHS',
    '1\u00002',
    '9'.repeat(14),
  ])('%j is refused in Ghana', (typed) => {
    expect(parseMoney(typed, ghana)).toBeUndefined();
  });

  test.each([
    ['12,50', 1250],
    ['1.250,50', 125_050],
    ['1.250', 125_000],
    ['1.250,50 €', 125_050],
    ['12.50', undefined],
    ['1,250.50', undefined],
    ['1,250', undefined],
  ])('%j in Germany is %j', (typed, minor) => {
    expect(parseMoney(typed, germany)).toBe(minor);
  });

  test('a currency without a small unit takes no fraction', () => {
    expect(parseMoney('1 250', { currency: 'XOF', locale: 'fr-CI' })).toBe(1250);
    expect(parseMoney('1250,5', { currency: 'XOF', locale: 'fr-CI' })).toBeUndefined();
  });

  test.each([
    ['-5', 'An amount can’t be below zero.'],
    ['GHS -1,200.00', 'An amount can’t be below zero.'],
    ['(45)', 'An amount can’t be below zero.'],
    ['99999999999999', 'This amount is too large.'],
    ['99,999,999,999,999.00', 'This amount is too large.'],
    ['-', 'Enter an amount such as GHS 1,250.50.'],
    ['12.345', 'Enter an amount such as GHS 1,250.50.'],
    ['a few', 'Enter an amount such as GHS 1,250.50.'],
    ['', 'Enter an amount such as GHS 1,250.50.'],
  ])('%j is none: %s', (typed, why) => {
    expect(parseMoney(typed, ghana)).toBeUndefined();
    expect(whyNoAmount(typed, ghana)).toBe(why);
  });

  test('the example of a refusal can be typed as it stands', () => {
    expect(amountHelp(ghana)).toBe('Enter an amount such as GHS 1,250.50.');
    for (const place of [ghana, germany]) {
      const example = amountHelp(place).slice('Enter an amount such as '.length, -1);
      expect(parseMoney(example, place)).toBe(125_050);
    }
  });
});
