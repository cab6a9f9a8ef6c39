import { z } from 'zod';
import { type MoneyPlace, parseMoney, tooLarge, whyNoAmount } from './money';

/** The largest amount anywhere, in minor units; sums of it stay exact. */
export const largestAmount = 100_000_000_000;

/** An amount in minor units, above zero: what a command takes. */
export const amount = z
  .number({ error: 'Enter the amount.' })
  .int('Enter the amount.')
  .min(1, 'Enter an amount above zero.')
  .max(largestAmount, tooLarge);

/** The same typed into a field, as the company writes amounts. */
export function amountText(place: MoneyPlace, { missing }: { missing: string }) {
  return z
    .string({ error: missing })
    .transform((typed, context) => {
      const minor = parseMoney(typed, place);
      if (minor !== undefined) return minor;
      const message = typed.trim() === '' ? missing : whyNoAmount(typed, place);
      context.addIssue({ code: 'custom', message, input: typed });
      return z.NEVER;
    })
    .pipe(amount);
}

/** An amount from nothing on; an empty field is `empty`, or no amount where that isn't given. */
export function sumText(place: MoneyPlace, { empty }: { empty?: number } = {}) {
  return z.string().transform((typed, context) => {
    const minor = typed.trim() === '' ? empty : parseMoney(typed, place);
    if (minor !== undefined && minor <= largestAmount) return minor;
    const message = minor === undefined ? whyNoAmount(typed, place) : tooLarge;
    context.addIssue({ code: 'custom', message, input: typed });
    return z.NEVER;
  });
}
