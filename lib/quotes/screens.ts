import 'server-only';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { askBooking, askBookingForm, tellBooking, tellBookingForm } from '@/lib/bookings/queries';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, screen } from '@/lib/platform/screen';
import { askKept } from './kept-papers';
import { usualLastDay } from './last-day';
import { askOwnQuotes, tellOwnQuotes } from './own-quotes';
import { quotePaper } from './paper';
import { askQuote, askQuotes, askQuoteTerms, tellByLink, tellQuotes } from './queries';
import { mayQuote } from './rules';

/** A booking's next quote, and those that there were. */
export const quoteScreen = screen({
  permission: 'bookings.advance',
  input: idAt('id'),
  ask: (tx, id) =>
    [
      askStaffPrices(tx),
      askQuoteTerms(tx),
      askQuotes(tx, { id }),
      ...askBookingForm(tx),
      ...askBooking(tx, id),
    ] as const,
  tell: (
    [[company], [terms], quotes, dishes, services, packages, priced, profiles, ...booking],
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
      decision: mayQuote({ ...detail.booking, menuLines }, now),
      hasTerms: terms.terms !== null,
      mayPrice: mayPrice(identity.role, company),
      validOn: usualLastDay(dayKey(now, pricing.timeZone), terms.days, eventDay),
      lastDay: eventDay,
      offered: menu.flatMap(({ kind, id: thingId, name, price, group }) =>
        kind === 'package' ? [] : [{ kind, id: thingId, name, price, group }],
      ),
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
