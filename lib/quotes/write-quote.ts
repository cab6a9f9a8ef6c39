import 'server-only';
import { v7 } from 'uuid';
import type { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { quoteMade } from '@/lib/alerts/happenings';
import { addDays } from '@/lib/bookings/calendar/days';
import { loadLines } from '@/lib/bookings/load';
import { toInstant } from '@/lib/bookings/local-time';
import { markQuoted } from '@/lib/bookings/mark-quoted';
import { giveLink, type Shown } from '@/lib/bookings/money/sending/links';
import { noEmailToSend } from '@/lib/messaging/reach-choices';
import { mustAllow, refuseField } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import type { Pricing } from '@/lib/pricing/queries';
import { loadShownRate } from '@/lib/pricing/rates/queries';
import { drawUp, type QuoteOption } from './document-rules';
import { quoteAddress } from './link';
import { queueQuote, type SaidOfQuote } from './quote-message';
import { mayQuote } from './rules';
import { changeQuote, insertQuote, loadParties, loadStanding } from './save-quotes';
import type { QuoteWay } from './schema';

type Booking = typeof bookings.$inferSelect;

type Given = {
  stored: Booking;
  pricing: Pricing;
  options: readonly QuoteOption[];
  validUntil: Date;
  /** Whether the customer gets it now; else it is a draft. */
  opens: boolean;
  byHand: string | null;
  occasionQuoteId?: string;
};

/** Writes the next quote of a locked booking; the one before is void. With the rights of the automation. Throws Refusal. */
export async function writeQuote(tx: Tx, given: Given, { userId, at }: { userId: string; at: Date }) {
  const { stored, pricing, options, validUntil, opens, byHand, occasionQuoteId } = given;
  const { id: bookingId, companyId } = stored;
  const lines = await loadLines(tx, bookingId);
  mustAllow(mayQuote({ ...stored, menuLines: lines.filter(({ kind }) => kind === 'menu').length }, at));
  const { last, live } = await loadStanding(tx, bookingId);
  if (live) await changeQuote(tx, live, { status: 'void', endReason: 'replaced', endedAt: at });
  const { company, customer } = await loadParties(tx, bookingId);
  const { name, address, phone, email } = company;
  const { currency, locale, timeZone, depositRate } = pricing;
  const document = drawUp({
    ...{ number: last + 1, company: { name, address, phone, email }, place: { currency, locale, timeZone } },
    ...{ customer: customer.name, booking: stored, lines, options, depositRate, validUntil },
    terms: { version: company.termsVersion, text: company.terms },
    shown: await loadShownRate(tx, bookingId, at),
  });
  const id = v7();
  await insertQuote(tx, {
    ...{ id, companyId, bookingId, document, byHand, occasionQuoteId },
    ...{ number: last + 1, total: stored.total, validUntil, madeBy: userId, madeAt: at },
    ...(opens ? { status: 'sent', sentAt: at } : { status: 'draft' }),
  });
  if (opens) await markQuoted(tx, stored, at);
  await endAlerts(tx, companyId, quoteMade(bookingId));
  return { id, document, customer };
}

type Handed = {
  way: QuoteWay;
  shown: Extract<Shown, { quoteId: string } | { occasionQuoteId: string }>;
  /** What a message says of it. */
  said: SaidOfQuote;
  booking: Pick<Booking, 'id' | 'companyId' | 'customerId'>;
  customer: { language: string; email: string | null };
};

/** Gives a quote to its customer this way: the link, and the message that was written into the outbox. Throws Refusal. */
export async function handOver(tx: Tx, { way, shown, said, booking, customer }: Handed) {
  const { companyId, customerId, id: bookingId } = booking;
  if (way === 'email' && !customer.email) throw refuseField('way', noEmailToSend);
  const given = await giveLink(tx, { companyId, way, shown });
  const link = quoteAddress(given);
  if (way === 'link') return { link, queued: undefined };
  const { language } = customer;
  const about = { companyId, customerId, bookingId, said, link: given };
  return { link, queued: await queueQuote(tx, about, { way, language }) };
}

/** The end of a quote's last day, which is today at the earliest and the event's day at the latest. Throws Refusal. */
export function endOf(
  day: string,
  { stored, pricing, at }: { stored: Pick<Booking, 'startsAt'>; pricing: Pricing; at: Date },
): Date {
  const { timeZone } = pricing;
  const refuse = (sentence: string) => refuseField('validOn', sentence);
  if (day < dayKey(at, timeZone)) throw refuse('This day is past. Choose today or a later one.');
  if (day > dayKey(stored.startsAt, timeZone))
    throw refuse('This is after the event. Choose its day at the latest.');
  const next = addDays(day, 1);
  // Where the clock skips midnight, the day begins an hour later.
  const end = toInstant(`${next}T00:00`, timeZone) ?? toInstant(`${next}T01:00`, timeZone);
  if (!end) throw refuse('Choose another day.');
  return end;
}
