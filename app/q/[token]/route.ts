import { noteOpened } from '@/lib/bookings/money/sending/links';
import { now } from '@/lib/platform/clock';
import { documents, readPosted, statusOf } from '@/lib/platform/documents';
import { viewToken } from '@/lib/quotes/answer';
import { payQuote, whyQuoteNotPaid } from '@/lib/quotes/pay-quote';
import { answerPublicly } from '@/lib/quotes/posted-by-link';
import { noQuote, quoteFault, showQuote } from './show-quote';

type Params = { token: string };

export const GET = documents<Params>(async ({ token }, request) => {
  const found = await viewToken(token, now());
  if (!found) return noQuote(token, request);
  const { ref, ...shown } = found.opened;
  const agent = request.headers.get('user-agent') ?? '';
  await noteOpened({ ref, shown, kept: true }, { agent, now: now() });
  return showQuote(token, found.shown);
}, quoteFault);

export const POST = documents<Params>(async ({ token }, request) => {
  const form = await readPosted(request);
  if (form?.get('act') === 'pay') return pay(token, form, request);
  const posted = await answerPublicly(token, form);
  if (!posted) return noQuote(token, request);
  const { shown, answer, result } = posted;
  const act = answer?.act;
  const done = act === 'accept' || act === 'decline' || act === 'change' ? act : undefined;
  if (result.ok) return showQuote(token, shown, { done });
  const problem = { problem: result.message, typed: answer };
  return { ...statusOf(result), ...(await showQuote(token, shown, problem)) };
}, quoteFault);

/** Whoever accepted goes on to the payment's page, or sees why not. */
async function pay(token: string, form: URLSearchParams, request: Request) {
  const result = await payQuote(token, form, now());
  if (result.ok) return { goTo: result.data };
  const found = await viewToken(token, now());
  if (!found) return noQuote(token, request);
  const { shown } = found;
  const problem = whyQuoteNotPaid(result, 'one' in shown ? shown.one : shown.whole.lead);
  return { ...statusOf(result), ...(await showQuote(token, shown, { problem })) };
}
