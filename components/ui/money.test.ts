import { expect, it } from 'vitest';
import { formatMoney } from './money';

// Intl puts a no-break space between code and amount.
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

it.each([
  [1234567890, 'GHS', 'GHS 12,345,678.90'],
  [5, 'GHS', 'GHS 0.05'],
  [-250000, 'GHS', '-GHS 2,500.00'],
  [1500, 'JPY', 'JPY 1,500'],
  [1234, 'KWD', 'KWD 1.234'],
])('%i minor units of %s are %s', (minor, currency, expected) => {
  expect(plain(formatMoney(minor, currency))).toBe(expected);
});
