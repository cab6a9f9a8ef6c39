import 'server-only';
import { actAs } from '@/db/session';
import { currentOrigin } from '@/lib/auth/origin';
import { countAttempt } from '@/lib/auth/rate-limit';
import type { ActionResult } from '@/lib/platform/action';
import { addressKey } from '@/lib/platform/caller';
import { now } from '@/lib/platform/clock';
import { Refusal, refusalOf } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { answerQuote, readQuoteView } from './answer';
import { type Answer, answerForm } from './schema';
import type { QuoteView } from './view';

const mostAnswers = 120;
const windowSeconds = 600;

export type Posted = { view: QuoteView; answer: Answer | undefined; result: ActionResult };

/** What was posted on a quote's page, and the page as it is after that; undefined for a link that isn't ours. */
export async function answerPublicly(
  token: string,
  form: URLSearchParams | undefined,
): Promise<Posted | undefined> {
  const parsed = answerForm.safeParse(form);
  const answer = parsed.success ? parsed.data : undefined;
  const result = await answering(async () => {
    if (!answer) throw new Refusal('invalid', 'This can’t be read. Use the buttons of this page.');
    await answerQuote(token, answer, now());
    return undefined;
  });
  const view = await readQuoteView(token, { ticked: answer?.options, now: now() });
  return view && { view, answer, result };
}

/** Refusals come back as their sentence; whatever is posted counts for the limit. The token is logged nowhere. */
async function answering(work: () => Promise<undefined>): Promise<ActionResult> {
  const { ip, requestId } = await currentOrigin();
  try {
    await withinLimit(ip);
    return { ok: true, data: await work() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return { ok: false, code: refusal.code, message: refusal.message, ...refusal.detail };
    log.error({ error, requestId }, 'an answer to a quote failed');
    return { ok: false, code: 'fault', message: 'Something broke on our side. Please try again.' };
  }
}

async function withinLimit(ip: string): Promise<void> {
  const { allowed, retryAfter } = await actAs({ role: 'auth', name: 'quote-link' }, (tx) =>
    countAttempt(tx, { key: `quote-link:${addressKey(ip)}`, limit: mostAnswers, windowSeconds }),
  );
  if (!allowed)
    throw new Refusal('rate_limited', 'Too many answers from this connection. Please try again later.', {
      retryAfter,
    });
}
