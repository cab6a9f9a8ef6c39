import { z } from 'zod';
import { acrossFields } from '@/lib/platform/across-fields';
import { amountText } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { optionalText, requiredText } from '@/lib/platform/text';
import { paymentInput, paymentWords } from '../money/schema';
import { newBookingInput } from '../schema';

const name = requiredText({ missing: 'Name the occasion.', most: 160 });
const reason = requiredText({ missing: 'Enter the reason.', most: 500, lines: true });

/** A booking of its own as another part of the occasion that `of` is a part of; of none yet, it begins one by this name. */
export const partInput = z.object({
  of: z.uuid(),
  name: optionalText({ most: 160 }),
  booking: newBookingInput,
});

const namedWhereNew = acrossFields<{ occasionId: string | null; name: string | null }>(
  ['occasionId', 'name'],
  ({ occasionId, name: given }, refuse) => {
    if (!occasionId && !given) refuse('name', 'Name the occasion.');
  },
);

/** Takes a booking into an occasion: one that there is, or a new one of this name. */
export const joinInput = z
  .object({ bookingId: z.uuid(), occasionId: z.uuid().nullable(), name: optionalText({ most: 160 }) })
  .check(namedWhereNew);
/** The same as its form's fields hold it; an empty choice is a new one. */
export const joinForm = z
  .object({ occasionId: z.union([z.literal(''), z.uuid()]), name: optionalText({ most: 160 }) })
  .transform(({ occasionId, ...rest }) => ({ ...rest, occasionId: occasionId || null }))
  .check(namedWhereNew);

/** Chooses a booking for an occasion that there is. */
export const takeInForm = z.object({ bookingId: z.uuid('Choose the booking.') });

export const leaveInput = z.object({ bookingId: z.uuid() });
export const renameInput = z.object({ id: z.uuid(), name });
export const renameForm = z.object({ name });
export const confirmInput = z.object({
  id: z.uuid(),
  /** Why parts go over the company's limits; a manager's only. */
  overLimits: optionalText({ most: 500, lines: true }).optional(),
});
export const cancelInput = z.object({ id: z.uuid(), reason });
export const cancelForm = z.object({ reason });

/** Money for the whole occasion; which part it is for follows from the parts. */
export const payInput = paymentInput.omit({ bookingId: true, others: true }).extend({ id: z.uuid() });
/** The same as its form's fields hold it, in the company's notation. */
export const payForm = (place: MoneyPlace) =>
  z.object({ amount: amountText(place, { missing: 'Enter the amount.' }), ...paymentWords });
