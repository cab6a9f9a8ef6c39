import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { companies } from '@/db/schema/companies';
import { receipts } from '@/db/schema/money';
import { occasions } from '@/db/schema/occasions';
import { actAs, readAs } from '@/db/session';
import { cancelBooking } from '../cancelling/call-off';
import { blockDay } from '../capacity/mutations';
import { listBookings } from '../list-queries';
import { askStatement, tellStatement } from '../money/statement/queries';
import { advanceBooking, updateBooking } from '../mutations';
import { readBooking } from '../queries';
import type { BookingValues } from '../schema';
import { newBookingForm } from '../schema';
import { create, edit, formOf, localIn, makeOffice, type Office, pay, refusal } from '../testing/office';
import { readTimeline } from '../timeline-queries';
import { addPart, joinOccasion, leaveOccasion, renameOccasion } from './mutations';
import { askOccasion, askOccasionOf, tellOccasion } from './queries';
import { sumsOf } from './sums';
import { cancelOccasion, confirmOccasion, payOccasion } from './whole-occasion';

const occasionOf = async ({ staff }: Pick<Office, 'staff'>, bookingId: string) => {
  const [rows] = await readAs(staff, (tx) => [askOccasionOf(tx, { id: bookingId })] as const);
  return tellOccasion(rows);
};
const part = (
  office: Office,
  of: string,
  overrides: Partial<BookingValues> = {},
  name: string | null = null,
) => addPart(office.staff, { of, name, booking: newBookingForm.parse(formOf(office, overrides)) });
const statuses = async (office: Office, id: string) =>
  (await occasionOf(office, id))?.parts.map(({ status }) => status);

/** An engagement, a reception and the brunch after it; the deposit isn't waited for. */
async function wedding(office: Office) {
  await actAs(office.manager, (tx) =>
    tx.update(companies).set({ depositFirst: false }).where(eq(companies.id, office.id)),
  );
  // Each within a day of its own, whatever time it is now.
  const times = (days: number) => {
    const day = localIn(72 + 24 * days).slice(0, 10);
    return { startsAt: `${day}T12:00`, endsAt: `${day}T16:00` };
  };
  const first = await create(office, { eventName: 'Engagement', ...times(0) });
  const third = await part(office, first.id, { eventName: 'Brunch', ...times(2) }, 'Ama marries Kofi');
  const second = await part(office, first.id, { eventName: 'Reception', ...times(1) });
  const occasion = await occasionOf(office, first.id);
  return { id: occasion?.id ?? '', ids: [first.id, second.id, third.id] as const };
}

describe('parts of an occasion', () => {
  test('are bookings of their own under one name, in the order of their time, and their sum is theirs', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    const occasion = await occasionOf(office, ids[2]);
    expect(occasion).toMatchObject({ id, name: 'Ama marries Kofi', customer: { id: office.customerId } });
    expect(occasion?.parts.map(({ eventName }) => eventName)).toEqual(['Engagement', 'Reception', 'Brunch']);
    expect(new Set(occasion?.parts.map(({ reference }) => reference)).size).toBe(3);
    expect(occasion?.sums).toMatchObject({ asked: 3 * 250_125, paid: 0, open: 3 * 250_125 });
  });

  test('the name is asked for once, and the customer is that of the first', async () => {
    const office = await makeOffice();
    const first = await create(office);
    expect(await refusal(part(office, first.id))).toMatchObject({
      detail: { fields: { occasionName: 'Name the occasion.' } },
    });
    const other = await makeCustomer(office.id);
    const foreign = part(office, first.id, { customerId: other.id }, 'Wedding');
    expect(await refusal(foreign)).toMatchObject({ detail: { fields: { customerId: expect.any(String) } } });
    expect(await occasionOf(office, first.id)).toBeUndefined();
  });

  test('are taken in and out; the last one takes the occasion with it', async () => {
    const office = await makeOffice();
    const [one, two] = [await create(office), await create(office)];
    const { occasionId } = await joinOccasion(office.staff, {
      bookingId: one.id,
      occasionId: null,
      name: 'Durbar',
    });
    await joinOccasion(office.staff, { bookingId: two.id, occasionId, name: null });
    const again = joinOccasion(office.staff, { bookingId: two.id, occasionId, name: null });
    expect(await refusal(again)).toMatchObject({ message: 'It is a part of this occasion already.' });
    const elsewhere = joinOccasion(office.staff, { bookingId: two.id, occasionId: null, name: 'Other' });
    expect(await refusal(elsewhere)).toMatchObject({ message: expect.stringContaining('another occasion') });
    expect(await leaveOccasion(office.staff, { bookingId: one.id })).toEqual({ left: 1 });
    expect(await leaveOccasion(office.staff, { bookingId: two.id })).toEqual({ left: 0 });
    const left = await actAs(office.manager, (tx) => tx.select().from(occasions));
    expect(left).toEqual([]);
    expect((await readBooking(office.staff, two.id))?.booking.status).toBe('enquiry');
    const told = await readTimeline(office.staff, two.id, {
      timeZone: 'Africa/Accra',
      locale: 'en-GH',
      currency: 'GHS',
    });
    expect(told.flatMap(({ details = [] }) => details)).toEqual(
      expect.arrayContaining(['Taken out of its occasion']),
    );
  });

  test('stay one customer’s: an edit gives a part to nobody else', async () => {
    const office = await makeOffice();
    const { ids } = await wedding(office);
    const other = await makeCustomer(office.id);
    const given = updateBooking(office.manager, await edit(office, ids[0], () => ({ customerId: other.id })));
    expect(await refusal(given)).toMatchObject({
      detail: { fields: { customerId: expect.stringContaining('Take it out of the occasion first') } },
    });
  });

  test('are found by what the occasion is called, and listed under it', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    await create(office, { eventName: 'Alone' });
    const found = async (q: string) => (await listBookings(office.staff, { q }, new Date())).rows;
    expect((await found('marries')).map(({ occasion }) => occasion)).toEqual(
      Array(3).fill('Ama marries Kofi'),
    );
    await renameOccasion(office.staff, { id, name: 'Golden jubilee' });
    expect(await found('marries')).toEqual([]);
    expect((await found('jubilee reception')).map((row) => row.id)).toEqual([ids[1]]);
    await leaveOccasion(office.staff, { bookingId: ids[1] });
    expect(await found('jubilee reception')).toEqual([]);
    const grouped = await listBookings(office.staff, { group: 'occasion' }, new Date());
    expect(grouped.rows.map((row) => row.id)).toEqual([ids[0], ids[2]]);
    expect(grouped).toMatchObject({ groups: { [id]: 2 }, counts: { enquiry: 2 } });
  });
});

describe('a confirmation of an occasion', () => {
  test('confirms every part that waits for it', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    await cancelBooking(office.manager, { id: ids[0], reason: 'Done at home' });
    expect(await confirmOccasion(office.staff, { id })).toEqual({ confirmed: 2 });
    expect(await statuses(office, ids[0])).toEqual(['cancelled', 'confirmed', 'confirmed']);
    expect(await refusal(confirmOccasion(office.staff, { id }))).toMatchObject({
      message: 'No part of this occasion waits to be confirmed.',
    });
  });

  test('confirms none where one can’t be, and names it; a manager’s reason goes for it', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    await blockDay(office.manager, { day: localIn(96).slice(0, 10), reason: 'Stocktaking' });
    const message = expect.stringMatching(/^“Reception” \(\w+\): .*Stocktaking.* Nothing was changed\.$/);
    expect(await refusal(confirmOccasion(office.staff, { id }))).toMatchObject({ code: 'conflict', message });
    expect(await refusal(confirmOccasion(office.manager, { id }))).toMatchObject({
      message,
      detail: { override: true },
    });
    expect(await statuses(office, ids[0])).toEqual(['enquiry', 'enquiry', 'enquiry']);
    expect(await confirmOccasion(office.manager, { id, overLimits: 'Old friends' })).toEqual({
      confirmed: 3,
    });
  });

  test('names the part whose venue another event holds, a part of the same occasion too', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    const { startsAt, endsAt } = formOf(office);
    await part(office, ids[0], { eventName: 'Dance', venue: 'Ridge House', startsAt, endsAt });
    await part(office, ids[0], { eventName: 'Durbar', venue: 'Ridge House', startsAt, endsAt });
    expect(await refusal(confirmOccasion(office.manager, { id }))).toMatchObject({
      message: expect.stringMatching(/^“Durbar” .*Ridge House is taken by .*“Dance”.*Nothing was changed\.$/),
    });
    expect(new Set(await statuses(office, ids[0]))).toEqual(new Set(['enquiry']));
  });
});

test('a cancellation is for one part, or for all that haven’t begun, each by its own terms', async () => {
  const office = await makeOffice();
  const { id, ids } = await wedding(office);
  await confirmOccasion(office.manager, { id });
  await cancelBooking(office.manager, { id: ids[1], reason: 'Rain' });
  expect(await statuses(office, ids[0])).toEqual(['confirmed', 'cancelled', 'confirmed']);
  expect(await cancelOccasion(office.staff, { id, reason: 'They part' })).toEqual({ cancelled: 2, left: 1 });
  expect(await statuses(office, ids[0])).toEqual(['cancelled', 'cancelled', 'cancelled']);
  const occasion = await occasionOf(office, ids[0]);
  const fees = await Promise.all(ids.map(async (one) => (await readBooking(office.staff, one))?.booking));
  expect(occasion?.sums.asked).toBe(fees.reduce((sum, one) => sum + (one?.cancellationFee ?? 0), 0));
  expect(await refusal(cancelOccasion(office.staff, { id, reason: 'Again' }))).toMatchObject({
    message: 'All parts of this occasion are over, under way or cancelled.',
  });
});

describe('money for an occasion', () => {
  const cash = { method: 'cash' as const, reference: null };

  test('is one receipt, laid onto deposits and then onto the rest in the order of dates', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    const paid = async () => (await occasionOf(office, ids[0]))?.parts.map((one) => one.paid);
    const before = await occasionOf(office, ids[0]);
    const [deposit, total] = [before?.parts[0]?.deposit ?? 0, before?.parts[0]?.total ?? 0];
    expect(before?.sums).toMatchObject({ deposit: 3 * deposit, depositOpen: 3 * deposit });
    await payOccasion(office.staff, { id, amount: 3 * deposit, ...cash });
    expect(await paid()).toEqual([deposit, deposit, deposit]);
    expect((await occasionOf(office, ids[0]))?.sums.depositOpen).toBe(0);
    await payOccasion(office.staff, { id, amount: total - deposit + 5, ...cash });
    expect(await paid()).toEqual([total, deposit + 5, deposit]);
    const written = await actAs(office.manager, (tx) => tx.select().from(receipts));
    expect(written).toHaveLength(2);
  });

  test('is no more than is open of all parts', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    await pay(office, { bookingId: ids[0], amount: '1,000.00' });
    const open = (await occasionOf(office, ids[0]))?.sums.open ?? 0;
    expect(await refusal(payOccasion(office.staff, { id, amount: open + 1, ...cash }))).toMatchObject({
      detail: { fields: { amount: expect.stringContaining('is left to pay') } },
    });
    await payOccasion(office.staff, { id, amount: open, ...cash });
    const { parts = [] } = (await occasionOf(office, ids[0])) ?? {};
    expect(sumsOf(parts)).toMatchObject({ open: 0, paid: 3 * 250_125 });
    expect(await refusal(payOccasion(office.staff, { id, amount: 1, ...cash }))).toMatchObject({
      message: 'Nothing of this occasion is left to pay.',
    });
  });

  test('stands on the customer’s statement as one sum of what is agreed', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    await confirmOccasion(office.staff, { id });
    await payOccasion(office.staff, { id, amount: 300_000, ...cash });
    const period = { from: '2020-01-01', to: '2120-01-01' };
    const answers = await readAs(office.staff, (tx) =>
      askStatement(tx, { id: office.customerId, ...period }),
    );
    const statement = tellStatement(answers as never, period);
    const { asked, paid, open } = (await occasionOf(office, ids[0]))?.sums ?? {};
    expect(statement?.occasions).toEqual([{ id, name: 'Ama marries Kofi', asked, paid, open }]);
    expect(new Set(statement?.rows.map(({ event }) => event))).toContain('Engagement, Ama marries Kofi');
  });

  test('lets the company that waits for deposits confirm all parts', async () => {
    const office = await makeOffice();
    const { id, ids } = await wedding(office);
    await actAs(office.manager, (tx) =>
      tx.update(companies).set({ depositFirst: true }).where(eq(companies.id, office.id)),
    );
    expect(await refusal(confirmOccasion(office.staff, { id }))).toMatchObject({
      message: expect.stringMatching(/^“Engagement” .*deposit/i),
    });
    const { depositOpen = 0 } = (await occasionOf(office, ids[0]))?.sums ?? {};
    await payOccasion(office.staff, { id, amount: depositOpen, ...cash });
    expect(await confirmOccasion(office.staff, { id })).toEqual({ confirmed: 3 });
    await advanceBooking(office.staff, { id: ids[0], to: 'cancelled' }).catch(() => undefined);
    const [rows] = await readAs(office.staff, (tx) => [askOccasion(tx, { id })] as const);
    expect(tellOccasion(rows)?.parts.map(({ status }) => status)).toEqual(Array(3).fill('confirmed'));
  });
});
