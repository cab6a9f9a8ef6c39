import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { customers } from '@/db/schema/people';
import { quotes } from '@/db/schema/quotes';
import { actAs, type Tx } from '@/db/session';
import { answering } from '@/lib/auth/by-link';
import { payFor } from '@/lib/bookings/money/online/pay-page';
import { askOffer, type PayOffer, tellOffer } from '@/lib/bookings/money/online/queries';
import { duePurposes } from '@/lib/bookings/money/online/schema';
import { whyNotPaid } from '@/lib/bookings/money/online/spoken';
import { askSchedule } from '@/lib/bookings/schedule/queries';
import type { ActionResult } from '@/lib/platform/action';
import { notFound, Refusal } from '@/lib/platform/errors';
import type { LinkedRecord } from '@/lib/platform/link-tokens';
import { askLink, linkActor, tellLink } from './by-link';
import { readQuoteToken } from './link';
import type { QuoteView } from './view';

const link = { use: 'quote-link', most: 120 };

/**
 * The bookings of an accepted quote by its link: of an occasion's those first whose deposit is missing, as a payment to the occasion
 * is laid onto its parts. None of somebody whose data was erased.
 */
async function bookingsOf(tx: Tx, ref: LinkedRecord): Promise<string[]> {
  const opened = tellLink(await askLink(tx, { id: ref.id }), ref);
  if (!opened || opened === 'revoked') return [];
  const found = await tx
    .select({ bookingId: bookings.id })
    .from(quotes)
    .innerJoin(bookings, eq(bookings.id, quotes.bookingId))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(
      and(
        'quoteId' in opened
          ? eq(quotes.id, opened.quoteId)
          : eq(quotes.occasionQuoteId, opened.occasionQuoteId),
        eq(quotes.status, 'accepted'),
        isNull(customers.anonymisedAt),
      ),
    )
    .orderBy(
      sql`${bookings.paid} < ${bookings.deposit} desc`,
      sql`${bookings.paid} + ${bookings.takenOff} < ${bookings.total} desc`,
      bookings.startsAt,
      bookings.id,
    );
  return found.map(({ bookingId }) => bookingId);
}

/** How whoever accepted a quote can pay now; undefined where nothing is due, or nothing was accepted. */
export async function readPayOffer(token: string, now: Date): Promise<PayOffer | undefined> {
  const ref = readQuoteToken(token);
  if (!ref) return undefined;
  return actAs(linkActor(ref), async (tx) => {
    const offers: PayOffer[] = [];
    for (const bookingId of await bookingsOf(tx, ref)) {
      const schedule = await askSchedule(tx, { id: bookingId });
      const offer = tellOffer([await askOffer(tx, bookingId)[0]], schedule, now);
      // A provider's page takes the money of one booking at a time.
      if (offer?.online) return offer;
      if (offer) offers.push(offer);
    }
    return together(offers);
  });
}

/** What is due of several bookings as one sum for each purpose: a transfer needs one reference, and the office lays it onto them. */
function together(offers: readonly PayOffer[]): PayOffer | undefined {
  const [first] = offers;
  if (!first || offers.length === 1) return first;
  const sums = new Map<PayOffer['dues'][number]['purpose'], PayOffer['dues'][number]>();
  for (const due of offers.flatMap(({ dues }) => dues)) {
    const before = sums.get(due.purpose);
    sums.set(due.purpose, { ...due, amount: (before?.amount ?? 0) + due.amount });
  }
  return { ...first, dues: [...sums.values()] };
}

/** Opens the payment that was chosen on an accepted quote's page: the address where that goes on. */
export async function payQuote(
  token: string,
  form: URLSearchParams,
  now: Date,
): Promise<ActionResult<string>> {
  return answering(link, async () => {
    const ref = readQuoteToken(token);
    const [bookingId] = ref ? await actAs(linkActor(ref), (tx) => bookingsOf(tx, ref)) : [];
    if (!ref || !bookingId) throw notFound('quote');
    const purpose = duePurposes.find((one) => one === form.get('purpose'));
    if (!purpose) throw new Refusal('invalid', 'Choose what to pay with the buttons of this page.');
    return payFor({ companyId: ref.companyId, bookingId, openedBy: 'quote', purpose }, now);
  });
}

type Refused = Extract<ActionResult<string>, { ok: false }>;

/** Why a payment wasn't opened, in the language of the quote's customer. */
export const whyQuoteNotPaid = (
  refused: Refused,
  { language, document }: Pick<QuoteView, 'language' | 'document'>,
): string => whyNotPaid(refused, { language, company: document.company.name });
