import { faultOf, lostDocument } from '@/components/public-page/lost-document';
import { occasionQuoteDocument } from '@/components/quotes/occasion-quote-document';
import { quoteDocument } from '@/components/quotes/quote-document';
import { readSender } from '@/lib/paper/letterhead/sender';
import { now } from '@/lib/platform/clock';
import type { viewOpened } from '@/lib/quotes/answer';
import { readQuoteLogo } from '@/lib/quotes/file-by-link';
import { readQuoteToken } from '@/lib/quotes/link';
import { readPayOffer } from '@/lib/quotes/pay-quote';
import { openQuoteLink } from '@/lib/quotes/quote-link';

type Shown = NonNullable<Awaited<ReturnType<typeof viewOpened>>>;
type Around = NonNullable<Parameters<typeof quoteDocument>[1]>;

/** The quote's page, with what can be paid now once it was accepted. */
export async function showQuote(token: string, shown: Shown, around: Around = {}) {
  const { accepted } = 'one' in shown ? shown.one : shown.whole;
  const pay = accepted ? await readPayOffer(token, now()) : undefined;
  const drawn = { ...around, pay, logo: await readQuoteLogo(token) };
  const file = `/q/${token}/quote.pdf`;
  if ('one' in shown) return { draw: quoteDocument(shown.one, drawn, file) };
  return { draw: occasionQuoteDocument(shown.whole, drawn, file) };
}

/** Where the link shows nothing (any more). */
export async function noQuote(token: string, request: Request) {
  const revoked = (await openQuoteLink(token)) === 'revoked';
  const sender = await readSender(readQuoteToken(token)?.companyId);
  return lostDocument({ sought: 'quote', revoked, sender, request });
}

export const quoteFault = faultOf('quote');
