import { engineLocale, madeOnce } from './engine';
import { notationOf, spellDigits } from './numbers';

/**
 * Decimal places of the minor unit where they aren't 2. Stated here, not asked of Intl: stored amounts must
 * not change their worth with an engine's next table.
 */
const places = new Map(
  Object.entries({
    0: `AFN ALL BIF CLP COP DJF GNF HUF IDR IQD IRR ISK JPY KMF KPW KRW LAK LBP MGA MMK PKR PYG RWF SLL SOS
      SYP UGX VND VUV XAF XOF XPF YER`,
    3: 'BHD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([digits, codes]) => codes.split(/\s+/).map((code) => [code, Number(digits)] as const)),
);

/** Decimal places of a currency's minor unit, e.g. 2 for GHS, 0 for XOF, 3 for KWD. */
export function decimals(currency: string): number {
  return places.get(currency) ?? 2;
}

/** Whether the locale writes the code before the amount ("GHS 5.00") or behind it ("5,00 GHS"). */
const codeLeads = madeOnce((locale: string): boolean => {
  const parts = new Intl.NumberFormat(engineLocale(locale), {
    style: 'currency',
    currency: 'GHS',
    currencyDisplay: 'code',
  }).formatToParts(1);
  return (
    parts.findIndex(({ type }) => type === 'currency') < parts.findIndex(({ type }) => type === 'integer')
  );
});

/**
 * An amount with its currency's code, as the locale writes it: 93000 GHS → "GHS 930.00". `minor` is in the
 * currency's minor unit (pesewas, cents, yen) and exact to its last digit; one that is not a number is "–".
 */
export function formatMoney(minor: number | bigint, currency: string, locale = 'en-GB'): string {
  const amount = spellMinor(minor, decimals(currency), locale);
  const negative = amount.startsWith('-');
  const plain = negative ? amount.slice(1) : amount;
  return `${negative ? '-' : ''}${codeLeads(locale) ? `${currency} ${plain}` : `${plain} ${currency}`}`;
}

/** The same in whole units, for what is no more than about so much: 1234 USD → "USD 1,234". */
export function formatWholeMoney(units: number | bigint, currency: string, locale = 'en-GB'): string {
  const plain = spellMinor(units, 0, locale);
  return codeLeads(locale) ? `${currency} ${plain}` : `${plain} ${currency}`;
}

function spellMinor(minor: number | bigint, digits: number, locale: string): string {
  if (typeof minor === 'number' && !Number.isFinite(minor)) return '–';
  const whole = typeof minor === 'bigint' || Number.isSafeInteger(minor) ? minor : BigInt(Math.round(minor));
  const negative = whole < 0;
  const all = String(whole)
    .slice(negative ? 1 : 0)
    .padStart(digits + 1, '0');
  const point = all.length - digits;
  return (negative ? '-' : '') + spellDigits(all.slice(0, point), all.slice(point), notationOf(locale));
}

const marksByPlace = madeOnce((place: string): readonly string[] => {
  const [currency = '', locale = ''] = place.split(' ');
  const symbolOf = (currencyDisplay: 'symbol' | 'narrowSymbol') =>
    new Intl.NumberFormat(engineLocale(locale), { style: 'currency', currency, currencyDisplay })
      .formatToParts(1)
      .find(({ type }) => type === 'currency')?.value ?? currency;
  return [currency, symbolOf('symbol'), symbolOf('narrowSymbol')].map((mark) => mark.toUpperCase());
});

/** What people write for a currency before or behind an amount, in capitals: "GHS", "GH₵". */
export function marksOf({ currency, locale }: { currency: string; locale: string }): readonly string[] {
  return marksByPlace(`${currency} ${locale}`);
}
