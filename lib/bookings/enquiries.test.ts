import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer, makeMenu, readBooking } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { items } from '@/db/schema/menu';
import { payments } from '@/db/schema/money';
import { type Actor, actAs, readAs } from '@/db/session';
import { createEnquiry, updateEnquiry } from './enquiries';

import { emptyValues, valuesOf } from './form-values';
import { askOwnBookings, tellOwnBookings } from './list-queries';
import { advanceBooking, createBooking } from './mutations';
import { readBooking as readDetail } from './queries';
import { type BookingValues, bookingForm, enquiryForm } from './schema';
import { localIn } from './testing/office';

type ClientActor = Extract<Actor, { role: 'client' }>;

let mine: TestCompany;
let client: ClientActor;
let menu: Awaited<ReturnType<typeof makeMenu>>;

beforeAll(async () => {
  mine = await makeCompany();
  menu = await makeMenu(mine.id);
  client = await makeClient(mine.id);
});

async function makeClient(companyId: string): Promise<ClientActor> {
  const customerId = (await makeCustomer(companyId)).id;
  const user = await makeUser({ companyId, role: 'client', customerId });
  return { role: 'client', companyId, userId: user.id, customerId };
}

function values(change: Partial<BookingValues> = {}): BookingValues {
  return {
    ...emptyValues,
    eventName: 'My birthday',
    eventType: 'birthday',
    venue: `Garden ${v7()}`,
    guests: '25',
    startsAt: localIn(72),
    endsAt: localIn(76),
    lines: [
      { thing: { kind: 'dish' as const, id: menu.itemId }, quantity: '25', notes: '' },
      { thing: { kind: 'service' as const, id: menu.serviceId }, quantity: '1', notes: '' },
    ],
    ...change,
  };
}

// Each test's client is a new person of the same customer: this file asks more often than anybody may.
beforeEach(async () => {
  const { id } = await makeUser({ companyId: mine.id, role: 'client', customerId: client.customerId });
  client = { ...client, userId: id };
});

const enquire = (change: Partial<BookingValues> = {}, actor = client) =>
  createEnquiry(actor, enquiryForm.parse(values(change)));

async function edit(id: string, change: Partial<BookingValues>, actor = client) {
  const detail = await readDetail(actor, id);
  if (!detail) throw new Error('no such booking');
  const base = valuesOf(detail.booking, detail.lines, 'Africa/Accra');
  return { ...enquiryForm.parse({ ...base, ...change }), id, version: detail.booking.version, base };
}

describe('a client’s enquiry', () => {
  test('is theirs, an enquiry, and priced by the company', async () => {
    const { id } = await enquire();
    expect(await readBooking(mine.id, id)).toMatchObject({
      customerId: client.customerId,
      createdBy: client.userId,
      status: 'enquiry',
      subtotal: 77_500,
      total: 93_000,
      deposit: 46_500,
      paid: 0,
    });
  });

  test('can be changed, with its price, until the office takes it up', async () => {
    const { id } = await enquire();
    await updateEnquiry(client, await edit(id, { guests: '30', lines: values().lines.slice(0, 1) }));
    expect(await readBooking(mine.id, id)).toMatchObject({ guests: 30, subtotal: 62_500, total: 75_000 });
    const late = await edit(id, { guests: '31' });
    await advanceBooking(mine.manager, { id, to: 'quoted' });
    await expect(updateEnquiry(client, late)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await readBooking(mine.id, id)).toMatchObject({ guests: 30 });
  });

  test('stays apart from other clients of the same company', async () => {
    const other = await makeClient(mine.id);
    const { id } = await enquire({}, other);
    expect(await readDetail(client, id)).toBeUndefined();
    await expect(updateEnquiry(client, await edit(id, {}, other))).rejects.toMatchObject({
      code: 'not_found',
    });
    const seen = tellOwnBookings(
      await readAs(client, (tx) => askOwnBookings(tx, { when: 'all' }, new Date())),
      {},
    );
    expect(seen.rows.every((row) => row.customerId === client.customerId)).toBe(true);
    expect(seen.rows.some((row) => row.id === id)).toBe(false);
  });

  test('sixty a second from one client stop at ten, and nobody else is kept from asking', async () => {
    const eager = await makeClient(mine.id);
    const sent = await Promise.allSettled(Array.from({ length: 60 }, () => enquire({}, eager)));
    expect(sent.filter((one) => one.status === 'fulfilled')).toHaveLength(10);
    for (const one of sent)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'rate_limited' });
    await expect(enquire({}, await makeClient(mine.id))).resolves.toHaveProperty('id');
  });

  test('offers only what is on the menu', async () => {
    const gone = await makeMenu(mine.id);
    await actAs(mine.manager, (tx) =>
      tx.update(items).set({ active: false }).where(eq(items.id, gone.itemId)),
    );
    const lines = [{ thing: { kind: 'dish' as const, id: gone.itemId }, quantity: '20', notes: '' }];
    await expect(enquire({ lines })).rejects.toMatchObject({
      detail: { fields: { 'lines.0.thing': expect.any(String) } },
    });
  });

  test('doesn’t open the office’s mutations', async () => {
    const { id } = await enquire();
    const pretender = client;
    await expect(advanceBooking(pretender, { id, to: 'confirmed' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const input = bookingForm.parse({ ...values(), customerId: client.customerId });
    await expect(createBooking(pretender, input)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a client who writes past the rules (defect 8)', () => {
  test.each([
    ['paid amount', { paid: 93_000 }],
    ['status', { status: 'confirmed' as const }],
    ['menu total', { menuTotal: 1 }],
    ['tax', { taxTotal: 0 }],
    ['deposit', { deposit: 0 }],
  ])('can’t set the %s', async (_, change) => {
    const { id } = await enquire();
    const before = await readBooking(mine.id, id);
    const write = actAs(client, (tx) => tx.update(bookings).set(change).where(eq(bookings.id, id)));
    await expect(write).rejects.toMatchObject({ code: '42501' });
    expect(await readBooking(mine.id, id)).toEqual(before);
  });

  test('can’t insert a booking with money or a status', async () => {
    const row = {
      companyId: mine.id,
      customerId: client.customerId,
      eventName: 'x',
      eventType: 'other' as const,
      venue: 'x',
      guests: 1,
      startsAt: new Date('2030-01-01'),
      endsAt: new Date('2030-01-01T01:00Z'),
    };
    for (const extra of [
      { status: 'quoted' as const },
      { paid: 5 },
      { taxTotal: 5 },
      { confirmedAt: new Date() },
    ]) {
      const write = actAs(client, (tx) => tx.insert(bookings).values({ ...row, ...extra }));
      await expect(write).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('can’t record a payment', async () => {
    const { id } = await enquire();
    const write = actAs(client, (tx) =>
      tx.insert(payments).values({ companyId: mine.id, bookingId: id, amount: 100, method: 'cash' }),
    );
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });

  test('pays the menu’s price whatever price a line brings', async () => {
    const { id } = await enquire({ lines: [] });
    const write = actAs(client, (tx) =>
      tx.insert(bookingLines).values({
        companyId: mine.id,
        bookingId: id,
        kind: 'menu',
        itemId: menu.itemId,
        name: 'Cheap',
        unitPrice: 1,
        quantity: 10,
      }),
    );
    // The line's price becomes 25.00, so it no longer fits the booking's totals.
    await expect(write).rejects.toMatchObject({ code: 'CT005' });
  });

  test('can’t change or remove lines once the office is at work', async () => {
    const { id } = await makeBooking(mine.id, { customerId: client.customerId, status: 'quoted' });
    const change = actAs(client, (tx) =>
      tx.update(bookingLines).set({ notes: 'x' }).where(eq(bookingLines.bookingId, id)),
    );
    await expect(change).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|CT004)$/) });
    const remove = actAs(client, (tx) => tx.delete(bookingLines).where(eq(bookingLines.bookingId, id)));
    await expect(remove).rejects.toMatchObject({ code: 'CT004' });
  });
});
