import { faultOf, lostDocument } from '@/components/public-page/lost-document';
import { occasionQuoteDocument } from '@/components/quotes/occasion-quote-document';
import { quoteDocument } from '@/components/quotes/quote-document';
import { noteOpened } from '@/lib/bookings/money/sending/links';
import { readSender } from '@/lib/paper/letterhead/sender';
import { now } from '@/lib/platform/clock';
import { documents, readPosted, statusOf } from '@/lib/platform/documents';
import { viewOpened } from '@/lib/quotes/answer';
import { openQuoteLink } from '@/lib/quotes/by-link';
import { readQuoteLogo } from '@/lib/quotes/file-by-link';
import { readQuoteToken } from '@/lib/quotes/link';
import { payQuote, readPayOffer, whyQuoteNotPaid } from '@/lib/quotes/paying';
import { answerPublicly } from '@/lib/quotes/posted-by-link';

type Params = { token: string };
type Shown = NonNullable<Awaited<ReturnType<typeof viewOpened>>>;
type Around = NonNullable<Parameters<typeof quoteDocument>[1]>;

/** The quote's page, with what can be paid now once it was accepted. */
async function show(token: string, shown: Shown, around: Around = {}) {
  const { accepted } = 'one' in shown ? shown.one : shown.whole;
  const pay = accepted ? await readPayOffer(token, now()) : undefined;
  const drawn = { ...around, pay, logo: await readQuoteLogo(token) };
  const file = `/q/${token}/quote.pdf`;
  if ('one' in shown) return { draw: quoteDocument(shown.one, drawn, file) };
  return { draw: occasionQuoteDocument(shown.whole, drawn, file) };
}

async function gone(token: string, request: Request) {
  const revoked = (await openQuoteLink(token)) === 'revoked';
  const sender = await readSender(readQuoteToken(token)?.companyId);
  return lostDocument({ sought: 'quote', revoked, sender, request });
}

export const GET = documents<Params>(async ({ token }, request) => {
  const opened = await openQuoteLink(token);
  const shown = opened && opened !== 'revoked' ? await viewOpened(opened, { now: now() }) : undefined;
  if (!shown || !opened || opened === 'revoked') return gone(token, request);
  const { ref, ...what } = opened;
  const agent = request.headers.get('user-agent') ?? '';
  await noteOpened({ ref, shown: what, kept: true }, { agent, now: now() });
  return show(token, shown);
}, faultOf('quote'));

export const POST = documents<Params>(async ({ token }, request) => {
  const form = await readPosted(request);
  if (form?.get('act') === 'pay') return pay(token, form, request);
  const posted = await answerPublicly(token, form);
  if (!posted) return gone(token, request);
  const { shown, answer, result } = posted;
  const act = answer?.act;
  const done = act === 'accept' || act === 'decline' || act === 'change' ? act : undefined;
  if (result.ok) return show(token, shown, { done });
  return { ...statusOf(result), ...(await show(token, shown, { problem: result.message, typed: answer })) };
}, faultOf('quote'));

/** Whoever accepted goes on to the payment's page, or sees why not. */
async function pay(token: string, form: URLSearchParams, request: Request) {
  const result = await payQuote(token, form, now());
  if (result.ok) return { goTo: result.data };
  const opened = await openQuoteLink(token);
  const shown = opened && opened !== 'revoked' ? await viewOpened(opened, { now: now() }) : undefined;
  if (!shown) return gone(token, request);
  const problem = whyQuoteNotPaid(result, 'one' in shown ? shown.one : shown.whole.lead);
  return { ...statusOf(result), ...(await show(token, shown, { problem })) };
}
