'use server';

import { type ActionResult, action } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { Refusal } from '@/lib/platform/errors';
import { answerInPortal } from '../mutations';
import { portalAnswerInput } from '../schema';
import type { PageView } from './answer-by-page';

const store = action({
  permission: 'portal.feedback',
  schema: portalAnswerInput,
  run: async (input, { actor }) => {
    if (actor.role !== 'client') throw new Refusal('forbidden', 'This is for the caterer’s customers.');
    return answerInPortal(actor, input, now());
  },
});

/** One answer of a signed-in client about their own booking, as the posted form. */
export async function answerAboutBooking(
  bookingId: string,
  _before: ActionResult<PageView> | null,
  form: FormData,
): Promise<ActionResult<PageView>> {
  return store({ bookingId, answer: form });
}
