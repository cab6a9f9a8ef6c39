import { eq, isNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { bookings } from '@/db/schema/bookings';
import { alerts } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { actAs, type Tx } from '@/db/session';
import { recordPayment } from '@/lib/bookings/money/payments';
import { updateBooking } from '@/lib/bookings/mutations';
import { create, edit, makeOffice, type Office } from '@/lib/bookings/testing/office';
import { dayKey } from '@/lib/platform/format/dates';
import { answerQuote, readQuoteView } from './answer';
import { confirmPaid, findPaidAndWaiting } from './confirm-paid';
import { makeQuote } from './mutations';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let office: Office;
let bookingId: string;
const now = () => new Date();
const inCompany = <T>(work: (tx: Tx) => Promise<T>) => actAs(office.system, work);
async function bookingNow() {
  const [row] = await inCompany((tx) => tx.select().from(bookings).where(eq(bookings.id, bookingId)));
  if (!row) throw new Error('There is no such booking');
  return row;
}
const stuck = async () =>
  (
    await inCompany((tx) => tx.select({ kind: alerts.kind }).from(alerts).where(isNull(alerts.clearedAt)))
  ).filter(({ kind }) => kind === 'quote_stuck').length;

beforeEach(async () => {
  office = await makeOffice();
  await inCompany((tx) => tx.update(companies).set({ quoteAccepting: 'deposit' }));
  ({ id: bookingId } = await create(office));
});

/** Quotes the booking and has it accepted, which leaves it waiting. */
async function accepted() {
  const { version, startsAt } = await bookingNow();
  const validOn = dayKey(startsAt, 'Africa/Accra');
  const { link } = await makeQuote(office.manager, {
    ...{ bookingId, version, validOn, options: [], way: 'link' },
  });
  const token = link?.split('/q/')[1] ?? '';
  const view = await readQuoteView(token, { now: now() });
  await answerQuote(
    token,
    { act: 'accept', options: [], total: view?.price.total ?? 0, name: 'Ama Mensah', words: '' },
    now(),
  );
  return bookingNow();
}
const pay = (amount: number) => recordPayment(office.staff, { bookingId, amount, method: 'cash' });
const confirm = () => confirmPaid({ companyId: office.id, bookingId }, now());

describe('an accepted booking that waits for its deposit', () => {
  test('is due from then on, and confirmed once the deposit has come, told once or twice', async () => {
    const { status, deposit, total, agreedAt } = await accepted();
    expect([status, agreedAt instanceof Date]).toEqual(['quoted', true]);
    const dues = await inCompany((tx) =>
      tx.execute(sql`select sum(amount)::int as sum from payment_dues where booking_id = ${bookingId}`),
    );
    expect(dues).toEqual([{ sum: total }]);
    await pay(deposit - 1);
    expect(await confirm()).toBe(false);
    expect((await bookingNow()).status).toBe('quoted');
    await pay(1);
    const later = new Date(Date.now() + 120_000);
    expect(await findPaidAndWaiting(office.id, later)).toEqual([bookingId]);
    expect((await Promise.all([confirm(), confirm()])).toSorted()).toEqual([false, true]);
    expect(await bookingNow()).toMatchObject({ status: 'confirmed' });
    expect(await findPaidAndWaiting(office.id, later)).toEqual([]);
    expect(await stuck()).toBe(0);
  });

  test('that was changed after it was accepted isn’t confirmed: a person is called, once', async () => {
    const { deposit } = await accepted();
    await updateBooking(office.manager, await edit(office, bookingId, () => ({ venue: 'The beach' })));
    await pay((await bookingNow()).deposit);
    expect([await confirm(), await confirm()]).toEqual([false, false]);
    expect((await bookingNow()).status).toBe('quoted');
    expect(await stuck()).toBe(1);
    expect(await findPaidAndWaiting(office.id, new Date(Date.now() + 120_000))).toEqual([]);
    expect(deposit).toBeGreaterThan(0);
  });

  test('a quote that nobody accepted confirms nothing, however much is paid', async () => {
    const { version, startsAt, total } = await bookingNow();
    const validOn = dayKey(startsAt, 'Africa/Accra');
    await makeQuote(office.manager, { bookingId, version, validOn, options: [], way: 'link' });
    await pay(total);
    expect(await confirm()).toBe(false);
    expect(await findPaidAndWaiting(office.id, new Date(Date.now() + 120_000))).toEqual([]);
  });

  test('a booking that isn’t there, or of another company, is nobody’s', async () => {
    const other = await makeOffice();
    await accepted();
    expect(await confirmPaid({ companyId: other.id, bookingId }, now())).toBe(false);
  });
});
