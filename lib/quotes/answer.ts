import 'server-only';
import { type Actor, actAs, readAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { confirmLocked } from '@/lib/bookings/confirm';
import { announceBooking } from '@/lib/bookings/events';
import { lockBooking } from '@/lib/bookings/load';
import { noteAgreed } from '@/lib/bookings/mark-quoted';
import { keepAskedOnPage } from '@/lib/messaging/inbound/asked-on-page';
import { paperLanguage } from '@/lib/paper/document';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import { localeFor } from '@/lib/platform/format/zones';
import { log } from '@/lib/platform/log';
import { addOptions } from './add-options';
import { quoteAccepted, quoteChange, quoteDeclined, quoteStuck } from './alert-kinds';
import { answerWhole } from './answer-occasion';
import { priceWith, tickedOf } from './document-rules';
import { keepAccepted } from './kept-papers';
import { readQuoteToken } from './link';
import type { OccasionQuoteView } from './occasion-view';
import { askByLink, askParts, tellByLink, tellParts } from './queries';
import { askLink, linkActor, type Opened, openQuoteLink, tellLink } from './quote-link';
import type { QuoteView } from './quote-view';
import { mayAnswer } from './rules';
import { changeQuote, keepAcceptance, loadParties, loadQuote, type QuoteRow, seenWith } from './save-quotes';
import { type Answer, acceptedName, changeWords, declineWords, readAnswer as read } from './schema';
import { type QuoteRefusals, quoteRefusals } from './spoken/refusals';
import { withSavepoint } from './with-savepoint';

type Booking = Awaited<ReturnType<typeof lockBooking>>;
type System = Extract<Actor, { role: 'system' }>;

type Showing = { ticked?: readonly string[] | undefined; now: Date };

/**
 * What the page of a link shows with these options ticked; undefined for a link that isn't ours or was taken back. Writes nothing:
 * previews and scanners open links too.
 */
export async function readQuoteView(token: string, showing: Showing): Promise<QuoteView | undefined> {
  const opened = await openQuoteLink(token);
  return opened && opened !== 'revoked' && 'quoteId' in opened ? viewQuote(opened, showing) : undefined;
}

async function viewQuote({ ref, quoteId }: Extract<Opened, { quoteId: string }>, showing: Showing) {
  return tellByLink(await readAs(linkActor(ref), (tx) => askByLink(tx, quoteId)), showing);
}

/** The page of what a link opened: one quote's, or that of a whole occasion; undefined where its customer was erased. */
export async function viewOpened(
  opened: Opened,
  showing: Showing,
): Promise<{ one: QuoteView } | { whole: OccasionQuoteView } | undefined> {
  if ('quoteId' in opened) {
    const one = await viewQuote(opened, showing);
    return one && { one };
  }
  const { ref, occasionQuoteId } = opened;
  const whole = tellParts(await readAs(linkActor(ref), (tx) => askParts(tx, occasionQuoteId)), showing);
  return whole && { whole };
}

/** The page of a token, and what it opened; undefined for one that isn't ours or was taken back. */
export async function viewToken(token: string, now: Date) {
  const opened = await openQuoteLink(token);
  if (!opened || opened === 'revoked') return undefined;
  const shown = await viewOpened(opened, { now });
  return shown && { opened, shown };
}

/** What a customer says to a quote by its link. Throws Refusal with a sentence for them. */
export async function answerQuote(token: string, answer: Answer, at: Date): Promise<void> {
  const ref = readQuoteToken(token);
  if (!ref || answer.act === 'price') return;
  const actor = linkActor(ref);
  const done = await actAs(actor, async (tx) => {
    // Whoever takes the link back comes before or after.
    const opened = tellLink(await askLink(tx, { id: ref.id }), ref);
    if (!opened || opened === 'revoked') throw notFound('link');
    if ('occasionQuoteId' in opened) return answerWhole(tx, actor, opened, answer, at);
    const { quote, booking } = await lockQuote(tx, opened.quoteId);
    const { company, customer } = await loadParties(tx, booking.id);
    if (customer.erased) throw notFound('link');
    const language = paperLanguage(customer.language);
    const given = {
      quote,
      booking,
      answer,
      at,
      says: quoteRefusals[language],
      locale: localeFor(language, quote.document.place.locale),
    };
    const mayNow = () => mustAllow(mayAnswer(quote, { company: company.name, language }, at));
    switch (answer.act) {
      case 'seen':
        if (quote.status === 'sent' && quote.seenAt === null) await changeQuote(tx, quote.id, { seenAt: at });
        return undefined;
      case 'accept':
        // Twice pressed, or on two phones: the first one counts, and both see it.
        if (quote.status === 'accepted') return undefined;
        mayNow();
        return accept(tx, actor, { ...given, company });
      case 'decline':
        if (quote.status === 'declined') return undefined;
        mayNow();
        return decline(tx, given);
      default:
        mayNow();
        return askForChange(tx, given);
    }
  });
  for (const bookingId of done?.confirmed ?? [])
    await announceBooking('confirmed', { companyId: ref.companyId, bookingId });
  for (const quoteId of done?.accepted ?? []) await keepPaper({ companyId: ref.companyId, quoteId }, at);
}

/** The acceptance stands without its file, which a job draws where this fails. */
async function keepPaper(which: Parameters<typeof keepAccepted>[0], at: Date): Promise<void> {
  try {
    await keepAccepted(which, at);
  } catch (error) {
    log.error({ error, quoteId: which.quoteId }, 'the paper of an accepted quote could not be kept');
  }
}

type Given = {
  quote: QuoteRow;
  booking: Booking;
  answer: Answer;
  at: Date;
  /** What the customer reads where it isn't taken; and how amounts are written for them. */
  says: QuoteRefusals;
  locale: string;
};
type Company = Awaited<ReturnType<typeof loadParties>>['company'];

/** A quote and its booking, which is held: what the office does to it comes before or after. */
async function lockQuote(tx: Tx, id: string): Promise<{ quote: QuoteRow; booking: Booking }> {
  const { bookingId, status } = await loadQuote(tx, id);
  if (status === 'draft') throw notFound('link');
  const booking = await lockBooking(tx, bookingId);
  return { booking, quote: await loadQuote(tx, id) };
}

/**
 * Keeps the acceptance for good, then lets the booking follow: what was ticked, and the same rule by which the office
 * confirms. Where the booking can't follow, what the customer said stays and a person is called.
 */
async function accept(
  tx: Tx,
  actor: System,
  { quote, booking, answer, at, company, says, locale: theirs }: Given & { company: Company },
) {
  const name = read(acceptedName, answer.name, { missing: says.noName, long: says.longName });
  const { document, id: quoteId } = quote;
  const ticked = tickedOf(document, answer.options);
  const { total } = priceWith(document, answer.options);
  const { currency, locale } = document.place;
  if (answer.total !== total)
    throw new Refusal('conflict', says.newTotal(formatMoney(total, currency, theirs)));
  const amount = formatMoney(total, currency, locale);
  await keepAcceptance(tx, quote, { name, at, options: answer.options });
  const waits = company.accepting === 'deposit' && priceWith(document, answer.options).deposit > booking.paid;
  const { companyId, id: bookingId } = booking;
  const about = { bookingId, quoteId, quote: document.reference, by: name };
  const accepted = [quoteId];
  const why = await withSavepoint(tx, async () => {
    await addOptions(tx, booking, { quote, ticked, total });
    if (waits) await noteAgreed(tx, bookingId, at);
    else await confirmLocked(tx, actor, await lockBooking(tx, bookingId), { at });
  });
  if (why !== undefined) {
    await raiseAlert(tx, quoteStuck, { companyId, about: { ...about, why } });
    return { accepted, confirmed: [] };
  }
  await raiseAlert(tx, quoteAccepted, { companyId, about: { ...about, amount, waits } });
  return { accepted, confirmed: waits ? [] : [bookingId] };
}

async function decline(tx: Tx, { quote, booking, answer, at, says, locale }: Given): Promise<undefined> {
  const long = says.longWords(formatCount(1000, locale));
  const words = read(declineWords, answer.words, { missing: says.noWords, long });
  await changeQuote(tx, quote.id, {
    ...{ status: 'declined', endedAt: at, declineReason: words },
    ...seenWith(quote, at),
  });
  await raiseAlert(tx, quoteDeclined, aboutWords(quote, booking, words));
}

/** Tells the office on Today, and keeps the words where they are answered: in the conversation with the customer. */
async function askForChange(tx: Tx, { quote, booking, answer, at, says, locale }: Given): Promise<undefined> {
  const long = says.longWords(formatCount(2000, locale));
  const words = read(changeWords, answer.words, { missing: says.noWords, long });
  // The same words again are the same wish.
  if (quote.changeAsked === words) return;
  await changeQuote(tx, quote.id, { changeAsked: words, changeAskedAt: at, ...seenWith(quote, at) });
  const { companyId, customerId, id: bookingId } = booking;
  const conversationId = await keepAskedOnPage(tx, { companyId, customerId, bookingId, words, at });
  const { about, ...rest } = aboutWords(quote, booking, words);
  await raiseAlert(tx, quoteChange, { ...rest, about: { ...about, conversationId } });
}

const aboutWords = (quote: QuoteRow, { companyId, id }: Booking, words: string | null) => ({
  companyId,
  about: { bookingId: id, quoteId: quote.id, quote: quote.document.reference, words },
});
