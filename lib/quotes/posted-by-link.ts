import 'server-only';
import { answering } from '@/lib/auth/by-link';
import type { ActionResult } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { Refusal } from '@/lib/platform/errors';
import { answerQuote, readQuoteView } from './answer';
import { type Answer, answerForm } from './schema';
import type { QuoteView } from './view';

const link = { use: 'quote-link', most: 120 };

export type Posted = { view: QuoteView; answer: Answer | undefined; result: ActionResult };

/** What was posted on a quote's page, and the page as it is after that; undefined for a link that isn't ours. */
export async function answerPublicly(
  token: string,
  form: URLSearchParams | undefined,
): Promise<Posted | undefined> {
  const parsed = answerForm.safeParse(form);
  const answer = parsed.success ? parsed.data : undefined;
  const result = await answering(link, async () => {
    if (!answer) throw new Refusal('invalid', 'This can’t be read. Use the buttons of this page.');
    await answerQuote(token, answer, now());
    return undefined;
  });
  const view = await readQuoteView(token, { ticked: answer?.options, now: now() });
  return view && { view, answer, result };
}
