import 'server-only';
import { askHistory, tellHistory } from '@/lib/audit/record-history';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { askOccasionLinks, askQuoteLinks, tellPaperLinks } from '@/lib/bookings/money/sending/link-queries';
import { askOccasion, tellOccasion } from '@/lib/bookings/occasions/queries';
import { waits } from '@/lib/bookings/occasions/rules';
import { askBooking, askBookingForm, tellBooking, tellBookingForm } from '@/lib/bookings/queries';
import { askComments, tellComments } from '@/lib/comments/queries';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, screen } from '@/lib/platform/screen';
import { askKept, askKeptOfWhole } from './kept-papers';
import { usualLastDay } from './last-day';
import { occasionQuotePaper } from './occasion-paper';
import { askOffers, askQuotable, tellOffers } from './occasion-queries';
import { askOwnQuotes, tellOwnQuotes } from './own-quotes';
import { quotePaper } from './paper';
import { askParts, askQuote, askQuotes, askQuoteTerms, tellByLink, tellParts, tellQuotes } from './queries';
import { mayQuote, mayQuoteWhole } from './rules';

/** What of the menu may be an option. */
const offeredOf = (menu: ReturnType<typeof tellBookingForm>['menu']) =>
  menu.flatMap(({ kind, id, name, price, group }) =>
    kind === 'package' ? [] : [{ kind, id, name, price, group }],
  );

/** A booking's next quote, and those that there were. */
export const quoteScreen = screen({
  permission: 'bookings.advance',
  input: idAt('id'),
  ask: (tx, id) =>
    [
      askStaffPrices(tx),
      askQuoteTerms(tx),
      askQuotes(tx, { id }),
      askQuoteLinks(tx, { id }),
      ...askBookingForm(tx),
      ...askBooking(tx, id),
    ] as const,
  tell: (
    [[company], [terms], quotes, links, dishes, services, packages, priced, profiles, ...booking],
    _id,
    { identity, now },
  ) => {
    const detail = tellBooking(booking);
    if (!detail || !terms) return undefined;
    const { menu, pricing } = tellBookingForm([dishes, services, packages, priced, profiles]);
    const { startsAt, status, id, version, reference, eventName, total, deposit } = detail.booking;
    const menuLines = detail.lines.filter(({ kind }) => kind === 'menu').length;
    const eventDay = dayKey(startsAt, pricing.timeZone);
    return {
      booking: {
        id,
        version,
        reference,
        eventName,
        status,
        startsAt,
        total,
        deposit,
        lines: detail.lines.length,
      },
      customer: detail.customer,
      quotes: tellQuotes(quotes, now),
      links: tellPaperLinks(links),
      decision: mayQuote({ ...detail.booking, menuLines }, now),
      hasTerms: terms.terms !== null,
      mayPrice: mayPrice(identity.role, company),
      validOn: usualLastDay(dayKey(now, pricing.timeZone), terms.days, eventDay),
      lastDay: eventDay,
      offered: offeredOf(menu),
    };
  },
});

/** The quotes of a whole occasion, and what its next one would be. */
export const occasionQuoteScreen = screen({
  permission: 'bookings.advance',
  input: idAt('id'),
  ask: (tx, id) =>
    [
      askStaffPrices(tx),
      askQuoteTerms(tx),
      askOccasion(tx, { id }),
      askQuotable(tx, { id }),
      askOffers(tx, { id }),
      askOccasionLinks(tx, { id }),
      ...askBookingForm(tx),
    ] as const,
  tell: (
    [[company], [terms], rows, quotable, offers, links, ...form],
    _id,
    { identity: { timeZone, role }, now },
  ) => {
    const occasion = tellOccasion(rows);
    const waiting = quotable.filter(waits);
    const [first] = quotable;
    if (!occasion || !terms || !first) return undefined;
    const lastDay = dayKey((waiting[0] ?? first).startsAt, timeZone);
    const against = waiting.flatMap((part) => {
      const decision = mayQuote(part, now);
      return decision.ok ? [] : [`${part.eventName} (${part.reference}): ${decision.reason}`];
    });
    return {
      occasion: { id: occasion.id, name: occasion.name },
      customer: { id: occasion.customer.id, ...first.customer },
      parts: waiting.map(({ id, version, eventName, startsAt, total, deposit }) => ({
        ...{ id, version, eventName, startsAt, total, deposit },
      })),
      offers: tellOffers(offers, now),
      links: tellPaperLinks(links),
      against: waiting.length < 2 ? [mayQuoteWhole(waiting.length)] : against,
      hasTerms: terms.terms !== null,
      mayPrice: mayPrice(role, company),
      offered: offeredOf(tellBookingForm(form).menu),
      validOn: usualLastDay(dayKey(now, timeZone), terms.days, lastDay),
      lastDay,
    };
  },
});

/** The quote of a whole occasion as the paper that it is, or the file that was kept when it was accepted. */
export const occasionQuotePaperScreen = screen({
  permission: 'bookings.advance',
  input: idAt('id'),
  ask: (tx, id) => [askLetterhead(tx), askKeptOfWhole(tx, { id }), ...askParts(tx, id)] as const,
  tell: ([[letterhead], [kept], rows], _id, { now }) => {
    const view = tellParts([rows], { now });
    return view && letterhead
      ? { paper: occasionQuotePaper(view, tellLetterhead(letterhead)), kept: kept?.pdf }
      : undefined;
  },
});

/** One quote of one event as the customer was given it, with what is said about it and what happened to it. */
export const oneQuoteScreen = screen({
  permission: 'bookings.advance',
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'quotes', id }),
  ask: (tx, id) =>
    [askLetterhead(tx), askHistory(tx, 'quote', id), ...askQuote(tx, id), ...askComments(tx, id)] as const,
  tell: ([[letterhead], history, quotes, ...said], id, { identity, now }) => {
    const [found] = quotes;
    const view = tellByLink([quotes], { now });
    if (!found || !view || !letterhead) return undefined;
    const { bookingId, byHand } = found.quote;
    return {
      quote: {
        ...{ id, bookingId, byHand, standing: view.standing, reference: view.document.reference },
        ...{ event: view.document.event.name, customer: view.document.customer, offer: found.offer },
      },
      paper: quotePaper(view, tellLetterhead(letterhead)),
      talk: tellComments(said, { kind: 'quote', id }, { identity, now }),
      history: tellHistory(history, identity),
    };
  },
});

/** One quote as the paper that it is, or the file that was kept when it was accepted; a draft is none yet. */
export const quotePaperScreen = screen({
  permission: 'bookings.advance',
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'quotes', id }),
  ask: (tx, id) => [askLetterhead(tx), askKept(tx, { id }), ...askQuote(tx, id)] as const,
  tell: ([[letterhead], [kept], quotes], _id, { now }) => {
    const view = tellByLink([quotes], { now });
    return view && letterhead
      ? { paper: quotePaper(view, tellLetterhead(letterhead)), kept: kept?.pdf }
      : undefined;
  },
});

/** All quotes that a client was given. */
export const myQuotesScreen = screen({
  permission: 'portal.read',
  input: () => null,
  ask: (tx, _, now) => [askOwnQuotes(tx, now)] as const,
  tell: ([quotes], _, { now }) => ({ quotes: tellOwnQuotes(quotes, now) }),
});
