import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it, test } from 'vitest';
import { formatPhone } from './phones';

describe('a phone number', () => {
  it.each([
    ['+233244123456', '+233 24 412 3456'],
    ['+2348031234567', '+234 803 123 4567'],
    ['+33612345678', '+33 6 12 34 56 78'],
    ['+447911123456', '+44 7911 123456'],
    ['+12125550123', '+1 212 555 0123'],
    ['+254712345678', '+254 712 345678'],
    ['+27821234567', '+27 82 123 4567'],
    ['+221771234567', '+221 77 123 45 67'],
    ['+5511961234567', '+55 11 96123 4567'],
    ['+551123456789', '+55 11 2345 6789'],
    ['+4915123456789', '+49 151 234 567 89'],
    ['+35312345678', '+353 123 456 78'],
  ])('%s is %s', (stored, shown) => expect(formatPhone(stored)).toBe(shown));

  it.each(['', '0244123456', '+233244123456 ext. 5', '1234', 'Sandbox', '+0123456789', '+2332441234567890'])(
    'leaves what is no E.164 number as it is: "%s"',
    (text) => expect(formatPhone(text)).toBe(text),
  );

  test('keeps every digit, leaves none alone at the end, and reads back as the same number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (stored) => {
        const shown = formatPhone(stored);
        expect(shown.replaceAll(' ', '')).toBe(stored);
        expect(shown).toMatch(/^\+\d{1,3} \d+( \d+)*$/);
        if (stored.length > 8) expect(shown).toMatch(/\d\d$/);
        const read = parsePhoneNumberFromString(shown)?.number;
        if (read) expect(read).toBe(parsePhoneNumberFromString(stored)?.number);
      }),
    );
  });

  test('splits off the calling code that the world’s numbering plan knows', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{9,11}$/), (stored) => {
        const parsed = parsePhoneNumberFromString(stored);
        if (parsed) expect(formatPhone(stored).startsWith(`+${parsed.countryCallingCode} `)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
