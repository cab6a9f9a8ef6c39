'use server';

import { unstable_rethrow } from 'next/navigation';
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

/**
 * One answer on the public page. The signed link is the permission; nobody signs in. Takes the posted form, so
 * that it works on a phone where the page's script hasn't arrived, or never does.
 */
export async function answerPublicly(
  token: string,
  _before: ActionResult<PageView> | null,
  form: FormData,
): Promise<ActionResult<PageView>> {
  return answering(() => {
    const parsed = linkAnswerForm.safeParse({ token, answer: form });
    if (!parsed.success)
      throw new Refusal('invalid', 'This answer can’t be stored. Choose one of the answers.');
    return () => answerByLink(parsed.data, now());
  });
}

/** Ends all messages to the customer of a signed link. */
export async function stopPublicly(token: string): Promise<ActionResult> {
  return answering(() => {
    const parsed = linkStopInput.safeParse({ token });
    if (!parsed.success) throw notFound('link');
    return async () => {
      if (!(await stopByLink(parsed.data.token, now()))) throw notFound('link');
      return undefined;
    };
  });
}

async function answering<T>(prepare: () => () => Promise<T>): Promise<ActionResult<T>> {
  const { ip, requestId } = await currentOrigin();
  try {
    const work = prepare();
    await withinLimit(ip);
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
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
