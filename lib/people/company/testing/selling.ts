import { eq, sql } from 'drizzle-orm';
import { readBooking } from '@/db/factories/booking';
import { quotes } from '@/db/schema/quotes';
import { actAs, readAs } from '@/db/session';
import { billable } from '@/lib/bookings/money/rules';
import { advanceBooking, updateBooking } from '@/lib/bookings/mutations';
import { askTermsInForce } from '@/lib/bookings/terms/queries';
import { edit, localIn, refusal } from '@/lib/bookings/testing/office';
import { answerQuote, readQuoteView } from '@/lib/quotes/answer';
import { quoteByHand } from '@/lib/quotes/mutations';
import { remindOfQuotes } from '@/lib/quotes/remind';
import { atTen, day, made, quoted, remindedOf } from './acts';
import type { Column, Setting } from './forms';

/** What is asked of customers, and when. */
export const selling: Partial<Record<Column, Setting>> = {
  depositRate: {
    ...{ form: 'terms', says: 'Percent of the total, tax included.', to: 2000 },
    ...{ does: async (o) => (await made(o)).deposit, was: 125_063, is: 50_025 },
  },
  serviceChargeRate: {
    ...{ form: 'terms', says: 'Percent of menu and services after discounts. 0 for none.', to: 1000 },
    ...{ does: async (o) => (await made(o)).total, was: 250_125, is: 275_138 },
  },
  serviceChargeTaxed: {
    ...{ form: 'terms', says: 'Tax is asked on the service charge as on the lines.', to: false },
    ...{ with: { serviceChargeRate: 1000 }, does: async (o) => (await made(o)).total },
    ...{ was: 275_138, is: 271_875 },
  },
  finalCountDays: {
    ...{ form: 'terms', says: 'Business days before the event by whose end it is due.', to: 20 },
    does: async (o) => {
      const { id } = await made(o, { startsAt: localIn(240), endsAt: localIn(244) });
      await advanceBooking(o.manager, { id, to: 'confirmed' });
      return (
        (await refusal(updateBooking(o.manager, await edit(o, id, () => ({ guests: '60' }))))) !== undefined
      );
    },
    ...{ was: false, is: true },
  },
  quoteDays: {
    ...{ form: 'terms', says: 'Days from the day it is made; never beyond the event.', to: 5 },
    does: async (o) => {
      const { id } = await made(o, { startsAt: localIn(1200), endsAt: localIn(1204) });
      const quote = await quoteByHand(o.manager, { bookingId: id, reason: 'On the phone' });
      const [row] = await actAs(o.system, (tx) => tx.select().from(quotes).where(eq(quotes.id, quote.id)));
      return row && Math.floor((row.validUntil.getTime() - Date.now()) / day);
    },
    ...{ was: 14, is: 5 },
  },
  quoteRemindDays: {
    ...{ form: 'terms', says: 'Days before it runs out, by WhatsApp to customers who agreed', to: 6 },
    does: async (o) => {
      await quoted(o);
      return (await remindOfQuotes(o.id, atTen(5))).length > 0;
    },
    ...{ was: false, is: true },
  },
  quoteAccepting: {
    ...{ form: 'terms', says: 'Their yes confirms the booking', to: 'deposit' },
    does: async (o) => {
      const { token, bookingId } = await quoted(o);
      const view = await readQuoteView(token, { now: new Date() });
      const yes = {
        act: 'accept' as const,
        options: [],
        total: view?.price.total ?? -1,
        name: 'Ama',
        words: '',
      };
      await answerQuote(token, yes, new Date());
      return (await readBooking(o.id, bookingId))?.status;
    },
    ...{ was: 'confirmed', is: 'quoted' },
  },
  quoteTerms: {
    ...{ form: 'terms', says: 'Shown under each quote.', to: 'No refunds.' },
    does: async (o) =>
      (await readQuoteView((await quoted(o)).token, { now: new Date() }))?.document.terms.text ?? null,
    ...{ was: null, is: 'No refunds.' },
  },
  invoiceDays: {
    ...{ form: 'terms', says: 'Days after the day on which one is issued.', to: 30 },
    does: async ({ staff }) => {
      const [[terms]] = await readAs(staff, (tx) => [askTermsInForce(tx)] as const);
      const booking = { status: 'confirmed', total: 100, cancellationFee: null } as const;
      return billable(booking, [], '2027-01-01', terms?.invoiceDays ?? 0).dueOn;
    },
    ...{ was: '2027-01-08', is: '2027-01-31' },
  },
  paymentPlan: {
    ...{ form: 'schedule', says: 'Each booking keeps the schedule that it was made with.' },
    to: { deposit: { on: '2099-01-01' }, steps: [], balance: { from: 'event', days: 0 } },
    does: async (o) => (await made(o)).paymentPlan.deposit,
    ...{ was: { from: 'acceptance', days: 3 }, is: { on: '2099-01-01' } },
  },
  cancellationTerms: {
    ...{ form: 'schedule', says: 'How much of the total stays due, by how late it is cancelled.' },
    ...{ to: [{ days: 30, share: 5000 }], does: async (o) => (await made(o)).cancellationTerms },
    ...{ was: [], is: [{ days: 30, share: 5000 }] },
  },
  depositFirst: {
    ...{ form: 'schedule', says: 'Without the deposit staff can’t confirm then', to: true },
    does: async (o) => {
      const { id } = await made(o);
      return (await refusal(advanceBooking(o.staff, { id, to: 'confirmed' }))) !== undefined;
    },
    ...{ was: false, is: true },
  },
  remindBefore: {
    ...{ form: 'schedule', says: 'Days before a payment is due.', to: 20, does: remindedOf(19) },
    ...{ was: false, is: true },
  },
  remindAfter: {
    ...{ form: 'schedule', says: 'Days after it was due.', to: 1, does: remindedOf(-1) },
    ...{ was: false, is: true },
  },
  pricesIncludeTax: {
    ...{ form: 'tax', says: 'Bookings that have a price keep what was agreed', to: true },
    ...{ does: async (o) => (await made(o)).total, was: 250_125, is: 217_500 },
  },
  staffPrices: {
    ...{ form: 'prices', says: 'Without it they still take dishes on and off the menu.', to: false },
    does: async ({ staff, menu }) =>
      (await refusal(
        actAs(staff, (tx) => tx.execute(sql`update items set price = price + 1 where id = ${menu.itemId}`)),
      )) === undefined,
    ...{ was: true, is: false },
  },
};
