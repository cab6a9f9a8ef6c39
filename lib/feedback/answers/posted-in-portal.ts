import 'server-only';
import { type ActionResult, action } from '@/lib/platform/action';
import { answerInPortal } from '../mutations';
import { portalAnswerForm } from '../schema';
import type { PageView } from './answer-by-page';
import { whyUnreadable } from './why-unreadable';

const store = action(answerInPortal);

/** One answer of a signed-in client about their own booking, as its form was posted. */
export async function answerAboutBooking(
  bookingId: string,
  form: URLSearchParams | undefined,
): Promise<ActionResult<PageView>> {
  const parsed = portalAnswerForm.safeParse({ bookingId, answer: form });
  if (parsed.success) return store(parsed.data);
  return { ok: false, code: 'invalid', message: whyUnreadable(form) };
}
