import 'server-only';
import { actAs } from '@/db/session';
import { answering } from '@/lib/auth/link-posts';
import { payFor } from '@/lib/bookings/money/online/pay-page';
import { askOfferOfQuotes, type PayOffer, tellOffer } from '@/lib/bookings/money/online/queries';
import { duePurposes } from '@/lib/bookings/money/online/schema';
import { whyNotPaid } from '@/lib/bookings/money/online/spoken';
import type { ActionResult } from '@/lib/platform/action';
import { notFound, Refusal } from '@/lib/platform/errors';
import { readQuoteToken } from './link';
import { askLink, linkActor, tellLink } from './quote-link';
import type { QuoteView } from './quote-view';

const link = { use: 'quote-link', most: 120 };

/** How whoever accepted a quote can pay now, all its events at once; undefined where nothing is due, or nothing was accepted. */
export async function readPayOffer(token: string, now: Date): Promise<PayOffer | undefined> {
  const ref = readQuoteToken(token);
  if (!ref) return undefined;
  return actAs(linkActor(ref), async (tx) => {
    const opened = tellLink(await askLink(tx, { id: ref.id }), ref);
    if (!opened || opened === 'revoked') return undefined;
    const id = 'quoteId' in opened ? opened.quoteId : opened.occasionQuoteId;
    return tellOffer(await askOfferOfQuotes(tx, { id }), now);
  });
}

/** Opens the payment that was chosen on an accepted quote's page: the address where that goes on. */
export async function payQuote(
  token: string,
  form: URLSearchParams,
  now: Date,
): Promise<ActionResult<string>> {
  return answering(link, async () => {
    const ref = readQuoteToken(token);
    const offer = await readPayOffer(token, now);
    if (!ref) throw notFound('quote');
    if (!offer) throw new Refusal('conflict', 'Nothing of this is to be paid now.');
    const purpose = duePurposes.find((one) => one === form.get('purpose'));
    if (!purpose) throw new Refusal('invalid', 'Choose what to pay with the buttons of this page.');
    return payFor({ companyId: ref.companyId, bookingIds: offer.ids, openedBy: 'quote', purpose }, now);
  });
}

type Refused = Extract<ActionResult<string>, { ok: false }>;

/** Why a payment wasn't opened, in the language of the quote's customer. */
export const whyQuoteNotPaid = (
  refused: Refused,
  { language, document }: Pick<QuoteView, 'language' | 'document'>,
): string => whyNotPaid(refused, { language, company: document.company.name });
