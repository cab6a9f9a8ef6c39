const places = new Map<string, number>();

/** Decimal places of a currency's minor unit, e.g. 2 for GHS, 0 for XOF. */
export function decimals(currency: string): number {
  const known = places.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  places.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

/** Minor units as a person reads them, with the currency: 93000 GHS → "GHS 930.00". */
export function formatMoney(minor: number, currency: string, locale = 'en-GH'): string {
  const digits = decimals(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
  })
    .format(minor / 10 ** digits)
    .replace(/\u00a0/g, ' ');
}

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
