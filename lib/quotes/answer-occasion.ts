import 'server-only';
import { eq } from 'drizzle-orm';
import type { bookings } from '@/db/schema/bookings';
import { occasionQuotes, quotes } from '@/db/schema/quotes';
import type { Actor, Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { confirmLocked } from '@/lib/bookings/confirm';
import { lockBooking } from '@/lib/bookings/load';
import { noteAgreed } from '@/lib/bookings/mark-quoted';
import { naming } from '@/lib/bookings/naming';
import { keepAskedOnPage } from '@/lib/messaging/inbound/asked-on-page';
import { paperLanguage } from '@/lib/paper/document';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import { localeFor } from '@/lib/platform/format/zones';
import { addOptions } from './add-options';
import { quoteAccepted, quoteChange, quoteDeclined, quoteStuck } from './alert-kinds';
import { priceWith, tickedOf } from './document-rules';
import { optionsOfPart } from './occasion-view';
import type { Opened } from './quote-link';
import { mayAnswer } from './rules';
import { changeQuote, keepAcceptance, loadParties, type QuoteRow, quoteOf, seenWith } from './save-quotes';
import { type Answer, acceptedName, changeWords, declineWords, readAnswer } from './schema';
import { type QuoteRefusals, quoteRefusals } from './spoken/refusals';
import { withSavepoint } from './with-savepoint';

type System = Extract<Actor, { role: 'system' }>;
type Part = { quote: QuoteRow; booking: typeof bookings.$inferSelect };
type Given = {
  reference: string;
  /** In the order of their time. */
  parts: readonly Part[];
  lead: Part;
  answer: Answer;
  at: Date;
  says: QuoteRefusals;
  locale: string;
};

/** What a customer says to the quote of a whole occasion: of all parts or of none. Throws Refusal with a sentence for them. */
export async function answerWhole(
  tx: Tx,
  actor: System,
  { occasionQuoteId }: Extract<Opened, { occasionQuoteId: string }>,
  answer: Answer,
  at: Date,
): Promise<{ accepted: string[]; confirmed: string[] } | undefined> {
  const { reference, parts, lead } = await lockWhole(tx, occasionQuoteId);
  const { company, customer } = await loadParties(tx, lead.booking.id);
  if (customer.erased) throw notFound('link');
  const language = paperLanguage(customer.language);
  const locale = localeFor(language, lead.quote.document.place.locale);
  const given = { reference, parts, lead, answer, at, says: quoteRefusals[language], locale };
  const { status } = lead.quote;
  const unseen = parts.filter(({ quote }) => quote.status === 'sent' && quote.seenAt === null);
  // Twice pressed, or on two phones: the first one counts, and both see it.
  if (
    (answer.act === 'accept' && status === 'accepted') ||
    (answer.act === 'decline' && status === 'declined')
  )
    return undefined;
  if (answer.act === 'seen') {
    for (const { quote } of unseen) await changeQuote(tx, quote.id, { seenAt: at });
    return undefined;
  }
  mustAllow(mayAnswer(lead.quote, { company: company.name, language }, at));
  if (answer.act === 'accept') return accept(tx, actor, given, company.accepting === 'deposit');
  return answer.act === 'decline' ? decline(tx, given) : askForChange(tx, given);
}

/** The parts with their bookings, which are held in the order of their ids, as everybody does. */
async function lockWhole(tx: Tx, id: string) {
  const load = () => tx.select().from(quotes).where(eq(quotes.occasionQuoteId, id)).orderBy(quotes.bookingId);
  const [offer] = await tx.select().from(occasionQuotes).where(eq(occasionQuotes.id, id));
  const held = new Map<string, Part['booking']>();
  for (const { bookingId } of await load()) held.set(bookingId, await lockBooking(tx, bookingId));
  const parts = (await load())
    .flatMap((row): Part[] => {
      const booking = held.get(row.bookingId);
      return booking ? [{ quote: quoteOf(row), booking }] : [];
    })
    .toSorted((one, two) => one.booking.startsAt.getTime() - two.booking.startsAt.getTime());
  const [lead] = parts;
  if (!offer || !lead) throw notFound('link');
  return { reference: offer.reference, parts, lead };
}

/** Keeps the acceptance of each part for good; then all bookings follow, or none and a person is called. */
async function accept(
  tx: Tx,
  actor: System,
  { reference, parts, lead, answer, at, says, locale }: Given,
  byDeposit: boolean,
) {
  const name = readAnswer(acceptedName, answer.name, { missing: says.noName, long: says.longName });
  const agreed = parts.map(({ quote, booking }) => {
    const options = optionsOfPart(answer.options, quote.id);
    return { quote, booking, options, price: priceWith(quote.document, options) };
  });
  const sum = (of: (part: (typeof agreed)[number]) => number) =>
    agreed.reduce((all, part) => all + of(part), 0);
  const total = sum(({ price }) => price.total);
  const { currency, locale: ours } = lead.quote.document.place;
  if (answer.total !== total)
    throw new Refusal('conflict', says.newTotal(formatMoney(total, currency, locale)));
  for (const { quote, options } of agreed) await keepAcceptance(tx, quote, { name, at, options });
  const missing = sum(({ price, booking }) => Math.max(0, price.deposit - booking.paid));
  const waits = byDeposit && missing > 0;
  const { companyId, id: bookingId } = lead.booking;
  const about = { bookingId, quoteId: lead.quote.id, quote: reference, by: name };
  const why = await withSavepoint(tx, async () => {
    for (const { booking, quote, options, price } of agreed)
      await naming(`“${booking.eventName}” (${booking.reference})`, async () => {
        const ticked = tickedOf(quote.document, options);
        await addOptions(tx, booking, { quote, ticked, total: price.total });
        if (waits) await noteAgreed(tx, booking.id, at);
        else await confirmLocked(tx, actor, await lockBooking(tx, booking.id), { at });
      });
  });
  const accepted = parts.map(({ quote }) => quote.id);
  if (why !== undefined) {
    await raiseAlert(tx, quoteStuck, { companyId, about: { ...about, why } });
    return { accepted, confirmed: [] };
  }
  const amount = formatMoney(total, currency, ours);
  await raiseAlert(tx, quoteAccepted, { companyId, about: { ...about, amount, waits } });
  return { accepted, confirmed: waits ? [] : parts.map(({ booking }) => booking.id) };
}

async function decline(tx: Tx, given: Given): Promise<undefined> {
  const { parts, answer, at, says, locale } = given;
  const long = says.longWords(formatCount(1000, locale));
  const words = readAnswer(declineWords, answer.words, { missing: says.noWords, long });
  for (const { quote } of parts)
    await changeQuote(tx, quote.id, {
      ...{ status: 'declined', endedAt: at, declineReason: words },
      ...seenWith(quote, at),
    });
  await raiseAlert(tx, quoteDeclined, aboutWords(given, words));
}

/** Tells the office on Today, and keeps the words in the conversation with the customer. */
async function askForChange(tx: Tx, given: Given): Promise<undefined> {
  const { parts, lead, answer, at, says, locale } = given;
  const long = says.longWords(formatCount(2000, locale));
  const words = readAnswer(changeWords, answer.words, { missing: says.noWords, long });
  // The same words again are the same wish.
  if (lead.quote.changeAsked === words) return;
  for (const { quote } of parts)
    await changeQuote(tx, quote.id, { changeAsked: words, changeAskedAt: at, ...seenWith(quote, at) });
  const { companyId, customerId, id: bookingId } = lead.booking;
  const conversationId = await keepAskedOnPage(tx, { companyId, customerId, bookingId, words, at });
  const { about, ...rest } = aboutWords(given, words);
  await raiseAlert(tx, quoteChange, { ...rest, about: { ...about, conversationId } });
}

const aboutWords = ({ lead, reference }: Given, words: string | null) => ({
  companyId: lead.booking.companyId,
  about: { bookingId: lead.booking.id, quoteId: lead.quote.id, quote: reference, words },
});
