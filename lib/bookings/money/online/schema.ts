import { z } from 'zod';
import { amount, amountText } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { requiredText } from '@/lib/platform/text';

/** A secret key of Paystack, as its settings show it. */
const secretKey = z
  .string({ error: 'Paste the secret key.' })
  .trim()
  .min(1, 'Paste the secret key.')
  .regex(
    /^sk_(test|live)_[A-Za-z0-9]{16,100}$/,
    'A secret key begins with sk_test_ or sk_live_. The public key (pk_…) isn’t it.',
  );
export const keyInput = z.object({ secretKey });

/** What a customer may choose to pay. */
export const duePurposes = ['deposit', 'instalment', 'balance'] as const;
const linkPurposes = [...duePurposes, 'amount'] as const;

export const linkInput = z.object({
  bookingId: z.uuid(),
  purpose: z.enum(linkPurposes),
  amount: amount.optional(),
});
/** The same for all events of an occasion at once. */
export const occasionLinkInput = linkInput.omit({ bookingId: true }).extend({ occasionId: z.uuid() });
export const linkForm = (place: MoneyPlace) =>
  z
    .object({ purpose: z.enum(linkPurposes), amount: z.string().default('') })
    .transform(({ purpose, ...typed }, context) => {
      if (purpose !== 'amount') return { purpose };
      const read = amountText(place, { missing: 'Enter the amount.' }).safeParse(typed.amount);
      if (read.success) return { purpose, amount: read.data };
      context.addIssue({
        code: 'custom',
        path: ['amount'],
        message: read.error.issues[0]?.message ?? 'Enter the amount.',
      });
      return z.NEVER;
    });

const note = requiredText({ missing: 'Say what was done.', most: 300 });
/** No booking: onto the events that it was asked for, as money for them together is laid. */
export const assignInput = z.object({ checkoutId: z.uuid(), bookingId: z.uuid().nullable() });
/** What the field says for that. */
export const itsEvents = 'events';
export const assignForm = z.object({
  bookingId: z
    .union([z.uuid(), z.literal(itsEvents)], { error: 'Choose an event.' })
    .transform((chosen) => (chosen === itsEvents ? null : chosen)),
});
export const returnInput = z.object({ checkoutId: z.uuid(), note });
export const returnForm = z.object({ note });
