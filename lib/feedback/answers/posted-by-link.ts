import 'server-only';
import { answering } from '@/lib/auth/link-posts';
import type { ActionResult } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { notFound, Refusal } from '@/lib/platform/errors';
import { answerByLink, stopByLink } from '../mutations';
import { linkAnswerForm, linkStopInput } from '../schema';
import type { PageView } from './answer-by-page';
import { whyUnreadable } from './why-unreadable';

const link = { use: 'feedback-link', most: 60 };

/** One answer on the page of a signed link, as its form was posted. The link is the permission; nobody signs in. */
export async function answerPublicly(
  token: string,
  form: URLSearchParams | undefined,
): Promise<ActionResult<PageView>> {
  return answering(link, async () => {
    const parsed = linkAnswerForm.safeParse({ token, answer: form });
    if (!parsed.success) throw new Refusal('invalid', whyUnreadable(form));
    return answerByLink(parsed.data, now());
  });
}

/** Ends all messages to the customer of a signed link. */
export async function stopPublicly(token: string): Promise<ActionResult> {
  return answering(link, async () => {
    const parsed = linkStopInput.safeParse({ token });
    if (!parsed.success || !(await stopByLink(parsed.data.token, now()))) throw notFound('link');
    return undefined;
  });
}
