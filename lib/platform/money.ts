import { decimals, formatMoney, marksOf } from './format/money';
import { notationOf } from './format/numbers';

export type MoneyPlace = { currency: string; locale: string };

/** What is said of more than anything costs. */
export const tooLarge = 'This amount is too large.';

/** Most figures before the decimal sign; far above any amount, far below what a number holds. */
const mostFigures = 13;

/**
 * Typed text ("1,234.50", "GHS 1,234.50", "1 234") as minor units, read as the locale writes amounts; undefined
 * where it isn't one or could be meant in two ways, such as "12,50" where the comma groups thousands.
 */
export function parseMoney(text: string, place: MoneyPlace): number | undefined {
  const { decimal, group } = notationOf(place.locale);
  const places = decimals(place.currency);
  const plain = withoutMark(western(text), marksOf(place));
  const [whole = '', fraction, ...rest] = plain.split(decimal);
  if (rest.length > 0 || !isGrouped(whole, group)) return undefined;
  if (fraction !== undefined && !new RegExp(`^\\d{1,${places || 1}}$`).test(fraction)) return undefined;
  if (fraction !== undefined && places === 0) return undefined;
  const figures = whole.replace(/\D/g, '');
  if (figures.replace(/^0+/, '').length > mostFigures) return undefined;
  return Number(figures + (fraction ?? '').padEnd(places, '0'));
}

/**
 * The same, of a list that another program wrote: a point with one or two figures behind it can mean nothing else, so it
 * is taken too; what could be thousands is not.
 */
export function parseForeign(text: string, place: MoneyPlace): number | undefined {
  return (
    parseMoney(text, place) ??
    (/^\d+\.\d{1,2}$/.test(text) ? parseMoney(text, { ...place, locale: 'en-GB' }) : undefined)
  );
}

/** Latin digits, without the marks that set the direction of writing, one kind of blank. */
function western(text: string): string {
  return text
    .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\s\u2009\u202f]/g, ' ')
    .trim();
}

/** Without the currency before or behind it. Another currency's stays and is refused. */
function withoutMark(text: string, marks: readonly string[]): string {
  const upper = text.toUpperCase();
  if (upper.length !== text.length) return text;
  for (const mark of marks) {
    if (upper.startsWith(mark)) return text.slice(mark.length).trim();
    if (upper.endsWith(mark)) return text.slice(0, -mark.length).trim();
  }
  return text;
}

/** Figures alone or in groups: three at the end, two or three before (as in 12,34,567). */
function isGrouped(whole: string, group: string): boolean {
  if (/^\d+$/.test(whole)) return true;
  const between = [...new Set(whole.replace(/\d/g, ''))];
  const sign = between[0];
  const groups = [group.replace(/[\u00a0\u2009\u202f]/, ' '), ' ', "'", '’'];
  if (sign === undefined || between.length > 1 || !groups.includes(sign)) return false;
  const [first = '', ...others] = whole.split(sign);
  return (
    /^[1-9]\d{0,2}$/.test(first) &&
    others.at(-1)?.length === 3 &&
    others.every((part) => part.length === 3 || part.length === 2)
  );
}

/** Minor units as a field holds them, for typing over: 125050 → "1250.50". */
export function typedMoney(minor: number, { currency, locale }: MoneyPlace): string {
  const places = decimals(currency);
  return (minor / 10 ** places).toFixed(places).replace('.', notationOf(locale).decimal);
}

/** What to say where an amount can't be read, with one that can. */
export function amountHelp({ currency, locale }: MoneyPlace): string {
  return `Enter an amount such as ${formatMoney(Math.round(1250.5 * 10 ** decimals(currency)), currency, locale)}.`;
}

/** Why typed text is no amount from nothing on: it is below nothing, larger than any, or can't be read. */
export function whyNoAmount(text: string, place: MoneyPlace): string {
  const plain = withoutMark(western(text), marksOf(place)).trim();
  if (/^[-−–(]/.test(plain) && /\d/.test(plain)) return 'An amount can’t be below zero.';
  const { decimal } = notationOf(place.locale);
  const [whole = '', ...rest] = plain.split(decimal);
  const figures = whole.replace(/[\s,.'’]/g, '');
  if (rest.length < 2 && /^\d+$/.test(figures) && figures.replace(/^0+/, '').length > mostFigures)
    return tooLarge;
  return amountHelp(place);
}

/** `amount` × `rate` basis points, half away from zero: the one rounding rule of the house. */
export function share(amount: number, rate: number): number {
  const product = BigInt(amount) * BigInt(rate);
  const half = product >= 0n ? 5000n : -5000n;
  return Number((product + half) / 10000n);
}

/** `top` / `bottom` in whole numbers, half up; `top` not below zero, `bottom` above it. */
export const halfUp = (top: bigint, bottom: bigint): bigint => (2n * top + bottom) / (2n * bottom);

/** What a typed amount is read as, for the eye before saving; undefined while it is none. */
export function echoOf(typed: string, place: MoneyPlace): string | undefined {
  const minor = parseMoney(typed, place);
  return minor === undefined ? undefined : formatMoney(minor, place.currency, place.locale);
}
