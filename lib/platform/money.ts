import { decimals } from './format/money';

/** Typed text ("1,234.50") as minor units, or undefined where it isn't an amount of that currency. */
export function parseMoney(text: string, currency: string): number | undefined {
  const digits = decimals(currency);
  const plain = text.trim().replace(/[\s,]/g, '');
  if (!/^\d{1,13}(\.\d+)?$/.test(plain)) return undefined;
  const [whole = '', fraction = ''] = plain.split('.');
  if (fraction.length > digits) return undefined;
  return Number(whole + fraction.padEnd(digits, '0'));
}

/** `amount` × `rate` basis points, half away from zero: the one rounding rule of the house. */
export function share(amount: number, rate: number): number {
  const product = BigInt(amount) * BigInt(rate);
  const half = product >= 0n ? 5000n : -5000n;
  return Number((product + half) / 10000n);
}
