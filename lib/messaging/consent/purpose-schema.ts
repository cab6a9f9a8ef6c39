import { z } from 'zod';
import { consentPurposes, consentStates } from '@/db/enums';
import { requiredText } from '@/lib/platform/text';

const purpose = z.enum(consentPurposes, { error: 'Choose what it is about.' });
const state = z.enum(consentStates, { error: 'Choose what they said.' });

export const wordingForm = z.object({
  words: requiredText({ missing: 'Enter the words that people agree to.', most: 1000 }),
});
/** `after`: the version that was on screen. */
export const wordingInput = wordingForm.extend({ purpose, after: z.int().min(0) });

export const saidForm = z.object({
  purpose,
  state,
  reason: requiredText({
    missing: 'Say how they said it, for example: signed the form on 3 May.',
    most: 500,
  }),
});
export const saidInput = saidForm.extend({ customerId: z.uuid() });

/** `seen`: the version of the words that the client had before them. */
export const ownSaidInput = z.object({ purpose, state, seen: z.int().min(0) });
