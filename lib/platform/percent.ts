import { notationOf } from './format/numbers';

/** Basis points as a field holds them, for typing over: 750 → "7.5". */
export const typedPercent = (rate: number, locale: string): string =>
  String(rate / 100).replace('.', notationOf(locale).decimal);

/** Typed percent ("10", "7.5 %") as basis points, from 1 to 10,000; undefined where it is none. */
export function parsePercent(typed: string, locale: string): number | undefined {
  const { decimal } = notationOf(locale);
  const [whole = '', fraction = '', ...rest] = typed.replace(/\s*%$/, '').split(decimal);
  if (rest.length > 0 || !/^\d{1,3}$/.test(whole) || !/^\d{0,2}$/.test(fraction)) return undefined;
  const rate = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return rate >= 1 && rate <= 10_000 ? rate : undefined;
}
