import { z } from 'zod';
import type { CancellationTerm } from '@/db/schema/payment-plan';
import { largestAmount, sumText } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { percentText } from '@/lib/platform/percent-text';
import { optionalText, requiredText } from '@/lib/platform/text';
import { whole, wholeText } from '@/lib/platform/whole-number';
import { mostTerms } from './rules';

const reason = requiredText({ missing: 'Enter the reason.', most: 500, lines: true });
const feeReason = optionalText({ most: 300 });

export const bookingCancel = z.object({
  id: z.uuid(),
  reason,
  /** What is still asked for it, minor units; what its terms say where nothing is given. */
  fee: z.int().min(0).max(largestAmount).optional(),
  /** Why it is another fee than that of the terms. */
  feeReason: feeReason.optional(),
});
export type CallOff = z.output<typeof bookingCancel>;

/** The same as its dialog holds it; an empty fee is none. */
export const cancelForm = (place: MoneyPlace) =>
  z.object({ reason, fee: sumText(place, { empty: 0 }), feeReason });

const days = { missing: 'Enter 0 to 730 days.', least: 0, most: 730, tooLarge: 'The most is 730 days.' };
const twice = 'There is another share for so many days.';
const once = (terms: readonly { days: number }[]) =>
  new Set(terms.map((one) => one.days)).size === terms.length;

/** What stays due of an event that is called off; the database asks for the same (`is_cancellation_terms`). */
export const termsInput: z.ZodType<CancellationTerm[]> = z
  .array(z.strictObject({ days: whole(days), share: z.int().min(1).max(10_000) }))
  .max(mostTerms)
  .refine(once, twice);

/** The same as fields hold it, in the company's notation. */
export const termsForm = (locale: string) =>
  z
    .array(
      z.object({
        days: wholeText(days),
        share: percentText(locale, 10_000).refine((share) => share > 0, 'Enter how many percent.'),
      }),
    )
    .max(mostTerms)
    .superRefine((terms, context) => {
      for (const [at, { days: of }] of terms.entries())
        if (terms.findIndex((one) => one.days === of) < at)
          context.addIssue({ code: 'custom', path: [at, 'days'], message: twice });
    });
