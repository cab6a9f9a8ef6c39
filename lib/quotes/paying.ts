import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { customers } from '@/db/schema/people';
import { quotes } from '@/db/schema/quotes';
import { type Actor, actAs, type Tx } from '@/db/session';
import { answering } from '@/lib/auth/by-link';
import { payFor } from '@/lib/bookings/money/online/pay-page';
import { askOffer, type PayOffer, tellOffer } from '@/lib/bookings/money/online/queries';
import { duePurposes } from '@/lib/bookings/money/online/schema';
import { whyNotPaid } from '@/lib/bookings/money/online/spoken';
import { askSchedule } from '@/lib/bookings/schedule/queries';
import type { ActionResult } from '@/lib/platform/action';
import { notFound, Refusal } from '@/lib/platform/errors';
import type { LinkedRecord } from '@/lib/platform/link-tokens';
import { quoteLinkHash, readQuoteToken } from './link';
import type { QuoteView } from './view';

const link = { use: 'quote-link', most: 120 };
const actorOf = ({ companyId }: LinkedRecord): Actor => ({ role: 'system', companyId, name: 'quote-link' });

/** The booking of an accepted quote by its link; none of somebody whose data was erased. */
async function bookingOf(tx: Tx, ref: LinkedRecord): Promise<string | undefined> {
  const [found] = await tx
    .select({ bookingId: bookings.id, status: quotes.status })
    .from(quotes)
    .innerJoin(bookings, eq(bookings.id, quotes.bookingId))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(and(eq(quotes.linkHash, quoteLinkHash(ref)), isNull(customers.anonymisedAt)));
  return found?.status === 'accepted' ? found.bookingId : undefined;
}

/** How whoever accepted a quote can pay now; undefined where nothing is due, or nothing was accepted. */
export async function readPayOffer(token: string, now: Date): Promise<PayOffer | undefined> {
  const ref = readQuoteToken(token);
  if (!ref) return undefined;
  return actAs(actorOf(ref), async (tx) => {
    const bookingId = await bookingOf(tx, ref);
    if (bookingId === undefined) return undefined;
    const schedule = await askSchedule(tx, { id: bookingId });
    return tellOffer([await askOffer(tx, bookingId)[0]], schedule, now);
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
    const bookingId = ref && (await actAs(actorOf(ref), (tx) => bookingOf(tx, ref)));
    if (!ref || !bookingId) throw notFound('quote');
    const purpose = duePurposes.find((one) => one === form.get('purpose'));
    if (!purpose) throw new Refusal('invalid', 'Choose what to pay with the buttons of this page.');
    return payFor({ companyId: ref.companyId, bookingId, openedBy: 'quote', purpose }, now);
  });
}

type Refused = Extract<ActionResult<string>, { ok: false }>;

/** Why a payment wasn't opened, in the language of the quote's customer. */
export const whyQuoteNotPaid = (refused: Refused, { language, document }: QuoteView): string =>
  whyNotPaid(refused, { language, company: document.company.name });
