import { z } from 'zod';
import { amount } from '@/lib/platform/amount';
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

export const linkInput = z.object({
  bookingId: z.uuid(),
  purpose: z.enum(['deposit', 'balance', 'amount']),
  amount: amount.optional(),
});
const note = requiredText({ missing: 'Say what was done.', most: 300 });
export const assignInput = z.object({ checkoutId: z.uuid(), bookingId: z.uuid() });
export const returnInput = z.object({ checkoutId: z.uuid(), note });
