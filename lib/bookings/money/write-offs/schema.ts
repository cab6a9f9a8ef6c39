import { z } from 'zod';
import { amount } from '@/lib/platform/amount';
import { requiredText } from '@/lib/platform/text';

const reason = requiredText({ missing: 'Say why.', most: 300 });

/** `open` is what the person saw as open of the invoice, minor units. */
export const askInput = z.object({ invoiceId: z.uuid(), open: amount, reason });
export const askForm = z.object({ reason });

export const writeOffId = z.object({ writeOffId: z.uuid() });

const note = requiredText({ missing: 'Say why not.', most: 300 });
export const refuseInput = z.object({ writeOffId: z.uuid(), note });
export const refuseForm = z.object({ note });
