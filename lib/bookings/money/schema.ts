import { z } from 'zod';
import { ledgerAccounts, paymentMethods } from '@/db/enums';
import { acrossFields } from '@/lib/platform/across-fields';
import { amount, amountText } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { optionalText, requiredText } from '@/lib/platform/text';

/** A day of the company, "2026-12-24". */
const day = (missing: string) => z.iso.date({ error: missing });
const reason = requiredText({ missing: 'Say why.', most: 300 });
const typed = (place: MoneyPlace) => amountText(place, { missing: 'Enter the amount.' });
const dueOn = day('Choose the day by which it is due.');
const way = {
  method: z.enum(paymentMethods, { error: 'Choose how it was paid.' }),
  reference: optionalText({ most: 120 }),
};

/** How money came, as the fields of a form say it. */
export const paymentWords = { ...way, receivedOn: day('Choose the day on which it came.') };

/** Money for one booking, or for several of one customer: `others` are what else it was for. */
export const paymentInput = z.object({
  bookingId: z.uuid(),
  amount,
  ...way,
  /** When it came; none means now. */
  receivedOn: day('Choose the day on which it came.').optional(),
  others: z
    .array(z.object({ bookingId: z.uuid(), amount }))
    .max(50)
    .default([]),
});
/** The same as its form's fields hold it, in the company's notation; it has room for one other booking. */
export const paymentForm = (place: MoneyPlace) =>
  z
    .object({
      amount: typed(place),
      ...paymentWords,
      otherId: z.union([z.literal(''), z.uuid()]).default(''),
      otherAmount: z.string().default(''),
    })
    .check(
      acrossFields(['otherId', 'otherAmount'], ({ otherId, otherAmount }, refuse) => {
        const { error } = otherId ? typed(place).safeParse(otherAmount) : {};
        if (error) refuse('otherAmount', error.issues[0]?.message ?? 'Enter the amount.');
      }),
    )
    .transform(({ otherId, otherAmount, ...input }) => ({
      ...input,
      others: otherId ? [{ bookingId: otherId, amount: typed(place).parse(otherAmount) }] : [],
    }));

export const refundInput = z.object({
  paymentId: z.uuid(),
  amount,
  ...way,
  reason,
  /** Other money than the same amount of which the provider told already. */
  again: z.boolean().default(false),
});
export const refundForm = (place: MoneyPlace) =>
  z.object({
    amount: typed(place),
    ...way,
    reason,
    again: z.enum(['', 'yes']).transform((said) => said === 'yes'),
  });

export const voidInput = z.object({ receiptId: z.uuid(), reason });
export const voidForm = z.object({ reason });

export const issueInput = z.object({
  bookingId: z.uuid(),
  dueOn,
  /** What the person saw that the booking comes to: another total than that is refused. */
  total: z.number().int(),
});
export const issueForm = z.object({ dueOn });

export const creditInput = z.object({ invoiceId: z.uuid(), amount, reason });
export const creditForm = (place: MoneyPlace) => z.object({ amount: typed(place), reason });

export const invoiceId = z.object({ invoiceId: z.uuid() });

/** What the accountant calls an account; the database holds the same. */
export const accountCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,19}$/, 'Up to 20 letters, figures, dots and dashes.');
export const codesInput = z.object({
  codes: z
    .array(z.object({ account: z.enum(ledgerAccounts), part: z.string().max(40), code: accountCode }))
    .max(100),
});
