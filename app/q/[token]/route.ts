import { quoteDocument, quoteFault, quoteGone } from '@/components/quotes/quote-document';
import { now } from '@/lib/platform/clock';
import { documents, readPosted, statusOf } from '@/lib/platform/documents';
import { readQuoteView } from '@/lib/quotes/answer';
import { answerPublicly } from '@/lib/quotes/posted-by-link';

type Params = { token: string };
const fileOf = (token: string) => `/q/${token}/quote.pdf`;
const gone = { status: 404, draw: quoteGone };

export const GET = documents<Params>(async ({ token }) => {
  const view = await readQuoteView(token, { now: now() });
  return view ? { draw: quoteDocument(view, {}, fileOf(token)) } : gone;
}, quoteFault);

export const POST = documents<Params>(async ({ token }, request) => {
  const posted = await answerPublicly(token, await readPosted(request));
  if (!posted) return gone;
  const { view, answer, result } = posted;
  const act = answer?.act;
  if (result.ok) {
    const done = act === 'accept' || act === 'decline' || act === 'change' ? act : undefined;
    return { draw: quoteDocument(view, { done }, fileOf(token)) };
  }
  return {
    ...statusOf(result),
    draw: quoteDocument(view, { problem: result.message, typed: answer }, fileOf(token)),
  };
}, quoteFault);
