import 'server-only';
import { and, asc, eq, or, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { checkoutParts, checkouts, onlineKeys } from '@/db/schema/checkouts';
import { companies } from '@/db/schema/companies';
import { payments, receipts } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import { readAs } from '@/db/session';
import { answering } from '@/lib/auth/link-posts';
import { paperLanguage } from '@/lib/paper/document';
import type { ActionResult } from '@/lib/platform/action';
import { notFound } from '@/lib/platform/errors';
import { localeFor } from '@/lib/platform/format/zones';
import { sumsOf } from '../../occasions/sums';
import { askAgain } from './ask-again';
import { systemOf } from './keys';
import { payToken, readPayToken } from './link';
import { type Opening, openCheckout, startCheckout } from './open-checkout';

/** What the page of a checkout shows: only what we know ourselves. */
export type PayView = NonNullable<Awaited<ReturnType<typeof load>>>;

const link = { use: 'pay-link', most: 60 };
/** How often looking asks the provider. */
const patienceMs = 4_000;

/**
 * The page of a checkout; undefined for a link that isn't ours. While a payment is under way the provider is asked, so that who
 * comes back sees what it says, not what an address claims.
 */
export async function readPayView(token: string, now: Date): Promise<PayView | undefined> {
  const ref = readPayToken(token);
  if (!ref) return undefined;
  const found = await load(ref.companyId, ref.id);
  if (!found?.waiting || (found.askedAt && now.getTime() - found.askedAt.getTime() < patienceMs))
    return found;
  await askAgain(ref.companyId, ref.id, now, { planned: false });
  return load(ref.companyId, ref.id);
}

async function load(companyId: string, id: string) {
  const [[found], events] = await readAs(systemOf(companyId), (tx) => [
    tx
      .select({
        checkout: checkouts,
        company: companies,
        language: customers.language,
        receipt: receipts.reference,
        mode: onlineKeys.mode,
      })
      .from(checkouts)
      .innerJoin(
        bookings,
        and(eq(bookings.companyId, checkouts.companyId), eq(bookings.id, checkouts.bookingId)),
      )
      .innerJoin(
        customers,
        and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
      )
      .innerJoin(companies, eq(companies.id, checkouts.companyId))
      .leftJoin(onlineKeys, eq(onlineKeys.companyId, checkouts.companyId))
      .leftJoin(
        payments,
        and(eq(payments.companyId, checkouts.companyId), eq(payments.id, checkouts.paymentId)),
      )
      .leftJoin(
        receipts,
        and(eq(receipts.companyId, payments.companyId), eq(receipts.id, payments.receiptId)),
      )
      .where(and(eq(checkouts.companyId, companyId), eq(checkouts.id, id))),
    tx
      .select({
        ...{ name: bookings.eventName, startsAt: bookings.startsAt, reference: bookings.reference },
        ...{ status: bookings.status, total: bookings.total, paid: bookings.paid },
        ...{ takenOff: bookings.takenOff, deposit: bookings.deposit },
      })
      .from(bookings)
      .innerJoin(checkouts, and(eq(checkouts.companyId, bookings.companyId), eq(checkouts.id, id)))
      .where(
        or(
          eq(bookings.id, checkouts.bookingId),
          sql`${bookings.id} in (select c.booking_id from ${checkoutParts} c
            where c.company_id = ${checkouts.companyId} and c.checkout_id = ${checkouts.id})`,
        ),
      )
      .orderBy(asc(bookings.startsAt), asc(bookings.id)),
  ]);
  const [first] = events;
  if (!found || !first) return undefined;
  const { checkout, company, receipt, mode } = found;
  const { state, address, startedAt, came, failure, heldWhy, heldEnd, askedAt, currency } = checkout;
  const left = sumsOf(events).open;
  const language = paperLanguage(found.language);
  return {
    company: {
      name: company.name,
      phone: company.phone,
      email: company.email,
      instructions: company.paymentInstructions,
    },
    /** The customer's. */
    language,
    place: { currency, locale: localeFor(language, company.locale), timeZone: company.timeZone },
    /** What is paid, in the order of their time; never none. */
    events: events.map(({ name, startsAt, reference }) => ({ name, startsAt, reference })),
    /** By which a payment made otherwise is found. */
    reference: first.reference,
    cancelled: events.every(({ status }) => status === 'cancelled'),
    ...{ state, address, failure, receipt, left, askedAt },
    started: startedAt !== null,
    /** Whether a payment may be under way of which we don't know yet. */
    waiting: state === 'opened' && startedAt !== null,
    amount: came ?? Math.min(checkout.amount, Math.max(left, 0)),
    held: heldWhy !== null && heldEnd === null,
    online: mode !== null,
  };
}

/** Sends whoever opened a checkout's page on to the provider: the address where that goes on. */
export async function payByLink(token: string, now: Date): Promise<ActionResult<string>> {
  return answering(link, async () => {
    const ref = readPayToken(token);
    if (!ref) throw notFound('link');
    return goOn(ref.companyId, await startCheckout(ref.companyId, ref.id, now));
  });
}

/** Opens a checkout and its page at the provider: the address where that goes on. Throws Refusal. */
export async function payFor(opening: Opening, now: Date): Promise<string> {
  const { id } = await openCheckout(opening, now);
  return goOn(opening.companyId, await startCheckout(opening.companyId, id, now));
}

const goOn = (companyId: string, id: string) => `/pay/${payToken({ companyId, id })}?go=1`;
