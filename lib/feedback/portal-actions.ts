'use server';

import { action } from '@/lib/action';
import { now } from '@/lib/clock';
import { Refusal } from '@/lib/errors';
import { answerInPortal } from './mutations';
import { portalAnswerInput } from './schema';

/** One answer of a signed-in client about their own booking. */
export const answerAboutBooking = action({
  permission: 'portal.feedback',
  schema: portalAnswerInput,
  run: async (input, { actor }) => {
    if (actor.role !== 'client') throw new Refusal('forbidden', 'This is for the caterer’s customers.');
    return answerInPortal(actor, input, now());
  },
});
