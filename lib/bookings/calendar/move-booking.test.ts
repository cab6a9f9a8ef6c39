import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer, readBooking } from '@/db/factories/booking';
import { bookings } from '@/db/schema/bookings';
import { messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { approveTemplates, startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { queueBookingMessage } from '../booking-messages';
import { saveLimits } from '../capacity/mutations';
import { advanceBooking } from '../mutations';
import { create, localIn, makeOffice, type Office } from '../testing/office';
import { moveBooking, undoMove } from './move-booking';
import { recordArrival } from './run-sheet-mutations';

let provider: TestProvider;
let office: Office;
beforeAll(async () => {
  provider = await startProvider();
  office = await makeOffice();
  await approveTemplates(provider, office.id);
});
afterAll(() => provider.close());

/** A zone where it is day, whenever the tests run. */
const awake = () => {
  const hour = new Date().getUTCHours();
  return hour >= 8 && hour < 20 ? 'Africa/Accra' : 'Pacific/Auckland';
};
const year = new Date().getUTCFullYear() + 1;
let id: string;
beforeEach(async () => {
  const customer = await makeCustomer(office.id, { timeZone: awake() });
  ({ id } = await create(office, {
    customerId: customer.id,
    startsAt: `${year}-06-13T20:00`,
    endsAt: `${year}-06-14T02:00`,
  }));
  await advanceBooking(office.manager, { id, to: 'confirmed' });
});

const stored = () => readBooking(office.id, id);
const from = async () => (await stored())?.startsAt.toISOString() ?? '';
const tell = async (kind: 'booking_confirmation' | 'booking_moved') => {
  const queued = await queueBookingMessage(office.id, id, kind);
  if (!queued) return undefined;
  const of = { companyId: office.id, messageId: queued.messageId };
  return deliverMessage(of, messageOwners.kinds);
};
const said = () =>
  actAs(office.system, (tx) =>
    tx.select({ kind: messages.kind }).from(messages).where(eq(messages.bookingId, id)),
  );

describe('moving an event', () => {
  test('keeps its length by the clock, its price and its lines', async () => {
    const before = await stored();
    const answer = await moveBooking(office.manager, {
      id,
      from: await from(),
      startsAt: `${year}-06-20T19:00`,
    });
    expect(answer.endsAt.toISOString()).toBe(`${year}-06-21T01:00:00.000Z`);
    expect(await stored()).toMatchObject({ total: before?.total, guests: 75, venue: before?.venue });
  });

  test('is refused where somebody else moved it, into the past, onto a taken venue, and to staff once it is confirmed', async () => {
    const seen = await from();
    await expect(
      moveBooking(office.staff, { id, from: seen, startsAt: `${year}-06-20T19:00` }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      moveBooking(office.manager, { id, from: seen, startsAt: '2020-06-20T19:00' }),
    ).rejects.toMatchObject({ code: 'invalid', detail: { fields: { startsAt: expect.any(String) } } });
    const venue = (await stored())?.venue;
    await makeBooking(office.id, {
      venue,
      status: 'confirmed',
      startsAt: new Date(`${year}-06-20T18:00Z`),
      endsAt: new Date(`${year}-06-20T22:00Z`),
    });
    await expect(
      moveBooking(office.manager, { id, from: seen, startsAt: `${year}-06-20T19:00` }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('is taken by') });
    await moveBooking(office.manager, { id, from: seen, startsAt: `${year}-06-22T19:00` });
    await expect(
      moveBooking(office.manager, { id, from: seen, startsAt: `${year}-06-23T19:00` }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Someone else moved') });
  });

  test('holds to the company’s limits, which a reason goes over', async () => {
    const own = await makeOffice();
    await saveLimits(own.manager, {
      eventsAtOnce: 1,
      coversADay: null,
      staffADay: null,
      opens: null,
      closes: null,
      version: 0,
    });
    await makeBooking(own.id, {
      status: 'confirmed',
      startsAt: new Date(`${year}-06-20T18:00Z`),
      endsAt: new Date(`${year}-06-20T23:00Z`),
    });
    const moving = await create(own, { startsAt: localIn(100), endsAt: localIn(104) });
    await advanceBooking(own.manager, { id: moving.id, to: 'confirmed' });
    const was = (await readBooking(own.id, moving.id))?.startsAt.toISOString() ?? '';
    const move = { id: moving.id, from: was, startsAt: `${year}-06-20T19:00` };
    await expect(moveBooking(own.manager, move)).rejects.toMatchObject({
      code: 'conflict',
      detail: { override: true },
    });
    await moveBooking(own.manager, { ...move, overLimits: 'Two kitchens that day' });
  });

  test('of another company’s event finds nothing', async () => {
    const other = await makeOffice();
    const move = { id, from: await from(), startsAt: `${year}-06-20T19:00` };
    await expect(moveBooking(other.manager, move)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      undoMove(other.manager, { id, from: await from(), to: new Date().toISOString() }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('taking a move back', () => {
  test('before the customer was told sends nothing at all', async () => {
    await tell('booking_confirmation');
    const was = await from();
    await moveBooking(office.manager, { id, from: was, startsAt: `${year}-06-20T19:00` });
    await undoMove(office.manager, { id, from: await from(), to: was });
    expect((await stored())?.startsAt.toISOString()).toBe(was);
    expect(await tell('booking_moved')).toBeUndefined();
    expect(await said()).toEqual([{ kind: 'booking_confirmation' }]);
  });

  test('while the news waits in the outbox it is decided against, not sent twice', async () => {
    await tell('booking_confirmation');
    const was = await from();
    await moveBooking(office.manager, { id, from: was, startsAt: `${year}-06-20T19:00` });
    const queued = await queueBookingMessage(office.id, id, 'booking_moved');
    await undoMove(office.manager, { id, from: await from(), to: was });
    const of = { companyId: office.id, messageId: queued?.messageId ?? '' };
    expect(await deliverMessage(of, messageOwners.kinds)).toMatchObject({
      outcome: 'not_sent',
      reason: 'not_moved',
    });
  });

  test('is refused once they were told', async () => {
    await tell('booking_confirmation');
    const was = await from();
    await moveBooking(office.manager, { id, from: was, startsAt: `${year}-06-20T19:00` });
    await tell('booking_moved');
    await expect(undoMove(office.manager, { id, from: await from(), to: was })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('was told of the new time already'),
    });
  });
});

describe('the arrival', () => {
  test('is recorded once, by the team, for an event that is on, and can be taken back', async () => {
    await expect(recordArrival(office.staff, { id, arrived: true })).rejects.toMatchObject({
      code: 'conflict',
    });
    await actAs(office.system, (tx) =>
      tx
        .update(bookings)
        .set({ startsAt: new Date(Date.now() + 3_600_000), endsAt: new Date(Date.now() + 7_200_000) })
        .where(eq(bookings.id, id)),
    );
    const { arrivedAt } = await recordArrival(office.staff, { id, arrived: true });
    expect(await recordArrival(office.manager, { id, arrived: true })).toEqual({ arrivedAt });
    expect(await recordArrival(office.staff, { id, arrived: false })).toEqual({ arrivedAt: null });
    const other = await makeOffice();
    await expect(recordArrival(other.manager, { id, arrived: true })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('completion keeps how many were served', async () => {
    const event = await makeBooking(office.id, {
      status: 'in_progress',
      startsAt: new Date(Date.now() - 7_200_000),
      endsAt: new Date(Date.now() - 3_600_000),
    });
    await advanceBooking(office.staff, { id: event.id, to: 'completed', served: 71 });
    expect(await readBooking(office.id, event.id)).toMatchObject({ status: 'completed', actualGuests: 71 });
  });
});
