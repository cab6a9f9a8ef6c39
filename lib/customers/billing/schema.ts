import { z } from 'zod';
import { optionalText, requiredText } from '@/lib/platform/text';

const certificate = optionalText({ most: 80 });
const until = z.union([z.literal(''), z.iso.date('Choose the last day, or leave it empty.')], {
  error: 'Choose the last day, or leave it empty.',
});
const reason = requiredText({ missing: 'Say why they pay no tax: it stands on what they get.', most: 200 });
const code = z.string().regex(/^[A-Z]{3}$/, 'Choose a currency from the list.');

/** Why no tax is asked of a customer, `until` the events of which day of the company; and in which currency totals are shown as well. */
export const billingInput = z.object({
  customerId: z.uuid(),
  /** The customer's, as it was looked at. */
  version: z.int().min(1),
  exemption: z.object({ reason, certificate, until: z.iso.date().nullable() }).nullable(),
  displayCurrency: code.nullable(),
});

/** The same as its form's fields hold it. */
export const billingForm = z
  .object({
    exempt: z.boolean(),
    reason: z.string(),
    certificate: z.string(),
    until: z.string(),
    displayCurrency: z.string(),
  })
  .transform(({ exempt, displayCurrency, ...typed }, context) => {
    const currency = displayCurrency || null;
    if (!exempt) return { exemption: null, displayCurrency: currency };
    const read = z.object({ reason, certificate, until }).safeParse(typed);
    if (read.success)
      return { exemption: { ...read.data, until: read.data.until || null }, displayCurrency: currency };
    for (const { path, message } of read.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  });
