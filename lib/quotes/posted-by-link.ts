import 'server-only';
import { answering } from '@/lib/auth/link-posts';
import type { ActionResult } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { Refusal, refusalOf } from '@/lib/platform/errors';
import { answerQuote, viewOpened } from './answer';
import { openQuoteLink } from './quote-link';
import type { QuoteView } from './quote-view';
import { type Answer, answerForm } from './schema';
import { quoteRefusals } from './spoken/refusals';

const link = { use: 'quote-link', most: 120 };
const { unreadable, busy } = quoteRefusals.en;

type Shown = NonNullable<Awaited<ReturnType<typeof viewOpened>>>;
export type Posted = { shown: Shown; answer: Answer | undefined; result: ActionResult };

/** What was posted on a quote's page, and the page as it is after that; undefined for a link that isn't ours. */
export async function answerPublicly(
  token: string,
  form: URLSearchParams | undefined,
): Promise<Posted | undefined> {
  const parsed = answerForm.safeParse(form);
  const answer = parsed.success ? parsed.data : undefined;
  const result = await answering(link, async () => {
    if (!answer) throw new Refusal('invalid', unreadable);
    await answerQuote(token, answer, now()).catch((error: unknown) => {
      // What the database refuses is said in its words for the office.
      throw !(error instanceof Refusal) && refusalOf(error) ? new Refusal('conflict', busy) : error;
    });
    return undefined;
  });
  const opened = await openQuoteLink(token);
  if (!opened || opened === 'revoked') return undefined;
  const shown = await viewOpened(opened, { ticked: answer?.options, now: now() });
  if (!shown) return undefined;
  const { language } = 'one' in shown ? shown.one : shown.whole;
  return { shown, answer, result: inTheirWords(result, language) };
}

/** A refusal as the customer reads it. What the quote's own rules refuse is in their language already. */
function inTheirWords(result: ActionResult, language: QuoteView['language']): ActionResult {
  if (result.ok) return result;
  const says = quoteRefusals[language];
  const said: Record<string, string> = { [unreadable]: says.unreadable, [busy]: says.busy };
  if (result.code === 'rate_limited') return { ...result, message: says.tooMany };
  if (result.code === 'fault') return { ...result, message: says.fault };
  return { ...result, message: said[result.message] ?? result.message };
}
