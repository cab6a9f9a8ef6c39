import { z } from 'zod';
import { parseRate } from './rules';

const currency = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, 'Enter the three letters of the currency, such as USD.');
const validFrom = z.iso.date({ error: 'Choose the day from which it holds.' });

/** What one unit of a currency costs in the company's from a day on, as decimal text. */
export const saveRateInput = z.object({
  currency,
  validFrom,
  rate: z
    .string()
    .max(20)
    .refine((text) => parseRate(text, 'en-GB') !== undefined, 'Enter what one unit costs, such as 12.35.'),
});
export const removeRateInput = z.object({ id: z.uuid() });

/** The same as its form's fields hold it, in the company's notation. */
export const rateForm = (locale: string) =>
  z.object({
    currency,
    validFrom,
    rate: z.string().transform((typed, context) => {
      const rate = parseRate(typed, locale);
      if (rate !== undefined) return rate;
      context.addIssue({
        code: 'custom',
        message: 'Enter what one unit costs, above zero, with up to eight decimals.',
        input: typed,
      });
      return z.NEVER;
    }),
  });
