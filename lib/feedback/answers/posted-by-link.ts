import 'server-only';
import { actAs } from '@/db/session';
import { currentOrigin } from '@/lib/auth/origin';
import { countAttempt } from '@/lib/auth/rate-limit';
import type { ActionResult } from '@/lib/platform/action';
import { addressKey } from '@/lib/platform/caller';
import { now } from '@/lib/platform/clock';
import { notFound, Refusal, refusalOf } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { answerByLink, stopByLink } from '../mutations';
import { linkAnswerForm, linkStopInput } from '../schema';
import type { PageView } from './answer-by-page';

const mostAnswers = 60;
const windowSeconds = 600;

/** One answer on the page of a signed link, as its form was posted. The link is the permission; nobody signs in. */
export async function answerPublicly(
  token: string,
  form: URLSearchParams | undefined,
): Promise<ActionResult<PageView>> {
  return answering(async () => {
    const parsed = linkAnswerForm.safeParse({ token, answer: form });
    if (!parsed.success)
      throw new Refusal('invalid', 'This answer can’t be stored. Choose one of the answers.');
    return answerByLink(parsed.data, now());
  });
}

/** Ends all messages to the customer of a signed link. */
export async function stopPublicly(token: string): Promise<ActionResult> {
  return answering(async () => {
    const parsed = linkStopInput.safeParse({ token });
    if (!parsed.success || !(await stopByLink(parsed.data.token, now()))) throw notFound('link');
    return undefined;
  });
}

/** Refusals come back as their sentence; whatever is posted counts for the limit. */
async function answering<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  const { ip, requestId } = await currentOrigin();
  try {
    await withinLimit(ip);
    return { ok: true, data: await work() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return { ok: false, code: refusal.code, message: refusal.message, ...refusal.detail };
    log.error({ error, requestId }, 'an answer by link failed');
    return { ok: false, code: 'fault', message: 'Something broke on our side. Please try again.' };
  }
}

async function withinLimit(ip: string): Promise<void> {
  const { allowed, retryAfter } = await actAs({ role: 'auth', name: 'feedback-link' }, (tx) =>
    countAttempt(tx, { key: `feedback-link:${addressKey(ip)}`, limit: mostAnswers, windowSeconds }),
  );
  if (!allowed)
    throw new Refusal('rate_limited', 'Too many answers from this connection. Please try again later.', {
      retryAfter,
    });
}
