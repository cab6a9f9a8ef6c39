import 'server-only';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { bookings } from '@/db/schema/bookings';
import { escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { quoteMade } from '@/lib/alerts/happenings';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { addDays } from '@/lib/bookings/calendar/days';
import { headsOf } from '@/lib/bookings/heads';
import { loadLines, lockBooking } from '@/lib/bookings/load';
import { toInstant } from '@/lib/bookings/local-time';
import { markQuoted } from '@/lib/bookings/quoted';
import { loadMenuThings } from '@/lib/menu/choice-queries';
import { availableOn } from '@/lib/menu/rules';
import { isThing } from '@/lib/menu/thing-ref';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { noEmailToSend } from '@/lib/messaging/reach';
import { command } from '@/lib/platform/command';
import { mustAllow, Refusal, refuseField } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { loadPricing, type Pricing } from '@/lib/pricing/queries';
import { loadShownRate } from '@/lib/pricing/rates/queries';
import { drawUp, optionOf, type QuoteOption } from './document-rules';
import { usualLastDay } from './last-day';
import { quoteAddress, quoteLinkHash } from './link';
import { queueQuote } from './quote-message';
import { mayQuote, maySend } from './rules';
import { changeQuote, insertQuote, loadParties, loadQuote, loadStanding } from './save-quotes';
import { byHandInput, quoteInput, sendInput } from './schema';

type Booking = typeof bookings.$inferSelect;
type Input = z.output<typeof quoteInput>;

const madeQuote = z.object({ id: z.uuid(), reference: z.string(), link: z.string().nullable() });

/**
 * Makes the next quote of a booking from what is stored, with what may be added, and sends it; the one before is void. The
 * booking is quoted then. Throws Refusal: `stale` where it isn't the booking that was looked at any more.
 */
export const makeQuote = command({
  name: 'make quote',
  permission: 'bookings.advance',
  input: quoteInput,
  output: madeQuote,
  write: async (tx, input, actor, at) => {
    const stored = await lockBooking(tx, input.bookingId);
    if (stored.version !== input.version)
      throw new Refusal('stale', 'This booking was changed while you made the quote. Look at it again.');
    const pricing = await loadPricing(tx);
    const options = await readOptions(tx, input, { stored, pricing, mayPrice: await mayPriceNow(tx, actor) });
    const validUntil = endOf(input.validOn, { stored, pricing, at });
    const given = { stored, pricing, options, validUntil, way: input.way, byHand: null };
    return escalate(actor, tx, () => write(tx, given, { userId: actor.userId, at }));
  },
  after: ({ queued }) => (queued ? announce(queuedEvent(queued)) : Promise.resolve()),
});

/** Notes that a booking was quoted by hand, and how: the numbered version is kept, but has no page. */
export const quoteByHand = command({
  name: 'quote by hand',
  permission: 'bookings.advance',
  input: byHandInput,
  output: madeQuote,
  write: async (tx, { bookingId, reason }, actor, at) => {
    const stored = await lockBooking(tx, bookingId);
    const pricing = await loadPricing(tx);
    const { company } = await loadParties(tx, bookingId);
    const dayOf = (when: Date) => dayKey(when, pricing.timeZone);
    const last = usualLastDay(dayOf(at), company.days, dayOf(stored.startsAt));
    const validUntil = endOf(last, { stored, pricing, at });
    const given = { stored, pricing, options: [], validUntil, way: 'link' as const, byHand: reason };
    return escalate(actor, tx, () => write(tx, given, { userId: actor.userId, at }));
  },
});

/** Sends a draft, or an open quote by another way; by the same way twice is once. Throws Refusal. */
export const sendQuote = command({
  name: 'send quote',
  permission: 'bookings.advance',
  input: sendInput,
  output: madeQuote,
  write: async (tx, { id, way }, actor, at) => {
    const { bookingId } = await loadQuote(tx, id);
    const stored = await lockBooking(tx, bookingId);
    // Whoever changes a booking or its quote holds the booking, so that this is how it stays.
    const quote = await loadQuote(tx, id);
    mustAllow(maySend(quote, at));
    const { customer } = await loadParties(tx, bookingId);
    return escalate(actor, tx, async () => {
      await markQuoted(tx, stored, at);
      if (quote.status === 'draft') await changeQuote(tx, id, { status: 'sent', sentAt: at });
      return {
        ...answer(quote),
        queued: await tell(tx, { ...quote, customerId: stored.customerId }, way, customer),
      };
    });
  },
  after: ({ queued }) => (queued ? announce(queuedEvent(queued)) : Promise.resolve()),
});

type Given = {
  stored: Booking;
  pricing: Pricing;
  options: QuoteOption[];
  validUntil: Date;
  way: Input['way'];
  byHand: string | null;
};

async function write(tx: Tx, given: Given, { userId, at }: { userId: string; at: Date }) {
  const { stored, pricing, options, validUntil, way, byHand } = given;
  const { id: bookingId, companyId, customerId } = stored;
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
  const quote = { id, companyId, bookingId, customerId, document, byHand };
  await insertQuote(tx, {
    ...quote,
    ...{ number: last + 1, total: stored.total, validUntil, madeBy: userId, madeAt: at },
    linkHash: byHand === null ? quoteLinkHash({ companyId, id }) : null,
    ...(way ? { status: 'sent', sentAt: at } : { status: 'draft' }),
  });
  if (way) await markQuoted(tx, stored, at);
  await endAlerts(tx, companyId, quoteMade(bookingId));
  const queued = way && byHand === null ? await tell(tx, quote, way, customer) : undefined;
  return { ...answer(quote), queued };
}

type Told = Parameters<typeof queueQuote>[1];

async function tell(
  tx: Tx,
  quote: Told,
  way: NonNullable<Input['way']>,
  customer: { language: string; email: string | null },
) {
  if (way === 'link') return undefined;
  if (way === 'email' && !customer.email) throw refuseField('way', noEmailToSend);
  return queueQuote(tx, quote, { way, language: customer.language });
}

const answer = ({
  id,
  companyId,
  document,
  byHand,
}: Pick<Told, 'id' | 'companyId' | 'document'> & { byHand: string | null }) => ({
  id,
  reference: document.reference,
  link: byHand === null ? quoteAddress({ companyId, id }) : null,
});

/** The end of a quote's last day, which is today at the earliest and the event's day at the latest. Throws Refusal. */
function endOf(day: string, { stored, pricing, at }: { stored: Booking; pricing: Pricing; at: Date }): Date {
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

async function readOptions(
  tx: Tx,
  { options }: Input,
  { stored, pricing, mayPrice }: { stored: Booking; pricing: Pricing; mayPrice: boolean },
): Promise<QuoteOption[]> {
  const things = await loadMenuThings(
    tx,
    options.flatMap(({ thing }) => thing ?? []),
  );
  const day = dayKey(stored.startsAt, pricing.timeZone);
  const { guests } = headsOf(stored);
  const fields: Record<string, string> = {};
  const read = options.map((asked, index) => {
    if (!('amount' in asked)) {
      const thing = things.find((one) => isThing(one, asked.thing));
      const may = thing
        ? availableOn(thing, day, pricing.locale)
        : { ok: false, reason: 'This is no longer on the menu.' };
      if (!may.ok && 'reason' in may) fields[`options.${index}.what`] = String(may.reason);
      return optionOf(index, { label: asked.label ?? '', amount: 0 }, thing, guests);
    }
    if (!mayPrice)
      fields[`options.${index}.amount`] =
        'Your company lets managers set prices. Ask one of them, or choose something of the menu.';
    return optionOf(index, asked);
  });
  if (Object.keys(fields).length > 0)
    throw new Refusal('invalid', 'Some fields need your attention.', { fields });
  return read;
}
