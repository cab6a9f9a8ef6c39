import type { ShownRate } from '@/db/schema/shown-rate';
import { capital } from '@/lib/platform/format/capital';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { decimals, formatMoney, formatWholeMoney } from '@/lib/platform/format/money';
import { notationOf } from '@/lib/platform/format/numbers';
import { halfUp } from '@/lib/platform/money';

/** Decimal places of a rate, and the largest; the database holds the same (`exchange_rates`). */
const places = 8;
const largestRate = 1_000_000_000;

/** Typed text ("12.35") as a rate in plain decimals, as the locale writes numbers; undefined where it is none above zero. */
export function parseRate(typed: string, locale: string): string | undefined {
  const [whole = '', fraction = '', ...rest] = typed.trim().split(notationOf(locale).decimal);
  if (rest.length > 0 || !/^\d{1,10}$/.test(whole) || !/^\d*$/.test(fraction) || fraction.length > places)
    return undefined;
  const exact = scaled(`${whole}.${fraction}`);
  return exact > 0n && exact <= BigInt(largestRate) * 10n ** BigInt(places)
    ? plainRate(`${whole}.${fraction}`)
    : undefined;
}

/** A rate without the zeros that the database writes behind it: "12.35000000" → "12.35". */
export const plainRate = (rate: string): string => {
  const [whole = '', fraction = ''] = rate.split('.');
  const shown = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${shown ? `.${shown}` : ''}`;
};

/** A number that stands for what a rate is, to see that it was changed meanwhile. */
export const rateVersion = (rate: string): number => Number(scaled(rate) % 9_007_199_254_740_881n);

/** A rate as a field holds it, in the locale's notation. */
export const typedRate = (rate: string, locale: string): string =>
  plainRate(rate).replace('.', notationOf(locale).decimal);

const scaled = (rate: string): bigint => {
  const [whole = '', fraction = ''] = rate.split('.');
  return BigInt(whole + fraction.padEnd(places, '0').slice(0, places));
};

/**
 * What an amount in minor units of a currency comes to in another, in minor units of that, at what one unit of it costs; exact but
 * for the last digit, which is rounded half up. For showing alone: nothing is posted or paid by it.
 */
export function aboutIn(
  amount: number,
  currency: string,
  shown: Pick<ShownRate, 'currency' | 'rate'>,
): bigint {
  return converted(amount, currency, shown, decimals(shown.currency));
}

const converted = (amount: number, currency: string, { rate }: Pick<ShownRate, 'rate'>, digits: number) =>
  halfUp(BigInt(amount) * 10n ** BigInt(places + digits), 10n ** BigInt(decimals(currency)) * scaled(rate));

const words = {
  en: {
    about: (sum: string) => `about ${sum}`,
    at: (one: string, rate: string, day: string) =>
      `at ${rate} for ${one}, the rate of ${day}. For your orientation; what is paid is the amount above.`,
  },
  fr: {
    about: (sum: string) => `environ ${sum}`,
    at: (one: string, rate: string, day: string) =>
      `à ${rate} pour ${one}, taux du ${day}. À titre indicatif ; le montant dû est celui ci-dessus.`,
  },
};
type Language = keyof typeof words;
type Reading = { currency: string; locale: string };

/** "about USD 1,234": whole units where there are ten of them or more. */
export function sayAbout(
  amount: number,
  { currency, locale }: Reading,
  shown: ShownRate,
  language: Language = 'en',
): string {
  const units = converted(amount, currency, shown, 0);
  return words[language].about(
    units < 10n
      ? formatMoney(aboutIn(amount, currency, shown), shown.currency, locale)
      : formatWholeMoney(units, shown.currency, locale),
  );
}

/** The same as a sentence under a total, with the rate and its day. */
export function aboutNote(
  amount: number,
  reading: Reading,
  shown: ShownRate,
  language: Language = 'en',
): string {
  const { currency, locale } = reading;
  const said = sayAbout(amount, reading, shown, language);
  const rate = `${currency} ${typedRate(shown.rate, locale)}`;
  const day = formatCalendarDate(shown.validFrom, locale);
  return `${capital(said)} ${words[language].at(`${shown.currency} 1`, rate, day)}`;
}
