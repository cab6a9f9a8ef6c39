import { quoteDocument, quoteFault, quoteGone } from '@/components/quotes/quote-document';
import { now } from '@/lib/platform/clock';
import { documents, readPosted, statusOf } from '@/lib/platform/documents';
import { readQuoteView } from '@/lib/quotes/answer';
import { readQuoteLogo } from '@/lib/quotes/file-by-link';
import { payQuote, readPayOffer, whyQuoteNotPaid } from '@/lib/quotes/paying';
import { answerPublicly } from '@/lib/quotes/posted-by-link';

type Params = { token: string };
type Shown = Parameters<typeof quoteDocument>;
const gone = { status: 404, draw: quoteGone };

/** The quote's page, with what can be paid now once it was accepted. */
async function show(token: string, view: Shown[0], around: Shown[1] = {}) {
  const pay = view.accepted ? await readPayOffer(token, now()) : undefined;
  const logo = await readQuoteLogo(token);
  return { draw: quoteDocument(view, { ...around, pay, logo }, `/q/${token}/quote.pdf`) };
}

export const GET = documents<Params>(async ({ token }) => {
  const view = await readQuoteView(token, { now: now() });
  return view ? show(token, view) : gone;
}, quoteFault);

export const POST = documents<Params>(async ({ token }, request) => {
  const form = await readPosted(request);
  if (form?.get('act') === 'pay') return pay(token, form);
  const posted = await answerPublicly(token, form);
  if (!posted) return gone;
  const { view, answer, result } = posted;
  const act = answer?.act;
  const done = act === 'accept' || act === 'decline' || act === 'change' ? act : undefined;
  if (result.ok) return show(token, view, { done });
  return { ...statusOf(result), ...(await show(token, view, { problem: result.message, typed: answer })) };
}, quoteFault);

/** Whoever accepted goes on to the payment's page, or sees why not. */
async function pay(token: string, form: URLSearchParams) {
  const result = await payQuote(token, form, now());
  if (result.ok) return { goTo: result.data };
  const view = await readQuoteView(token, { now: now() });
  if (!view) return gone;
  return { ...statusOf(result), ...(await show(token, view, { problem: whyQuoteNotPaid(result, view) })) };
}
