import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { type Queued, queuedEvent } from '@/lib/messaging/events';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { approveTemplates, startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { findEventsToAnnounce, findUntoldChanges, queueBookingMessage } from './booking-messages';

let provider: TestProvider;
let company: TestCompany;
beforeAll(async () => {
  provider = await startProvider();
  company = await makeCompany({ contactCap: 50 });
  await approveTemplates(provider, company.id);
});
afterAll(() => provider.close());

const day = 86_400_000;
/** Ten in the morning of a day to come: nobody is asleep, and the kitchen is at work. */
const start = (daysOn: number, hour = 10) => {
  const at = new Date(Date.now() + daysOn * day);
  at.setUTCHours(hour, 0, 0, 0);
  return at;
};
const lasting = (startsAt: Date) => ({ startsAt, endsAt: new Date(startsAt.getTime() + 4 * 3_600_000) });

let bookingId: string;
let customerId: string;
beforeEach(async () => {
  ({ id: customerId } = await makeCustomer(company.id, { timeZone: awake() }));
  ({ id: bookingId } = await makeBooking(company.id, {
    customerId,
    status: 'confirmed',
    ...lasting(start(9)),
  }));
});

/** A zone where it is day, whenever the tests run. */
function awake(): string {
  const hour = new Date().getUTCHours();
  return hour >= 8 && hour < 20 ? 'Africa/Accra' : 'Pacific/Auckland';
}

const inCompany = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs(company.system, work);
const change = (set: Partial<typeof bookings.$inferInsert>) =>
  inCompany((tx) => tx.update(bookings).set(set).where(eq(bookings.id, bookingId)));
const said = (kind: typeof messages.$inferSelect.kind) =>
  inCompany((tx) =>
    tx
      .select()
      .from(messages)
      .where(and(eq(messages.bookingId, bookingId), eq(messages.kind, kind)))
      .orderBy(messages.createdAt),
  );
const queue = (purpose: Parameters<typeof queueBookingMessage>[2]) =>
  queueBookingMessage(company.id, bookingId, purpose);
async function deliver(purpose: Parameters<typeof queueBookingMessage>[2]) {
  const queued = await queue(purpose);
  return deliverMessage(
    { companyId: company.id, messageId: queued?.messageId ?? 'none' },
    messageOwners.kinds,
  );
}
const dateOf = (at: Date) => new Intl.DateTimeFormat('en-GH', { day: 'numeric', month: 'long' }).format(at);

describe('what waited is worded when it goes out', () => {
  test('a confirmation held back says the date that the event has by then', async () => {
    const queued = await queue('booking_confirmation');
    const moved = start(12, 0);
    await change({ ...lasting(moved), eventName: 'Owusu jubilee', venue: 'Osu Castle' });
    await inCompany((tx) =>
      tx.update(customers).set({ name: 'Akua Owusu' }).where(eq(customers.id, customerId)),
    );
    await deliverMessage({ companyId: company.id, messageId: queued?.messageId ?? '' }, messageOwners.kinds);
    const [row] = await said('booking_confirmation');
    expect(row).toMatchObject({ status: 'queued', aboutStart: moved });
    for (const words of ['Akua Owusu', 'Owusu jubilee', 'Osu Castle', dateOf(moved), 'from 00:00'])
      expect(row?.body).toContain(words);
    expect(row?.body).not.toContain('24:00');
    // What went out says the new date, so there is no move to tell of.
    expect(await queue('booking_moved')).toBeUndefined();
  });

  test.each<[string, Partial<typeof bookings.$inferInsert>]>([
    ['booking_cancelled', { status: 'cancelled', cancelledAt: new Date(), cancelReason: 'Rain' }],
    ['event_over', { startsAt: new Date(Date.now() - 7_200_000), endsAt: new Date(Date.now() - 3_600_000) }],
  ])('and not at all when %s', async (reason, set) => {
    const queued = await queue('booking_confirmation');
    await change(set);
    expect(
      await deliverMessage(
        { companyId: company.id, messageId: queued?.messageId ?? '' },
        messageOwners.kinds,
      ),
    ).toEqual({
      outcome: 'not_sent',
      reason,
    });
  });

  test('nor to the customer that the booking no longer belongs to', async () => {
    const queued = await queue('booking_confirmation');
    await change({ customerId: (await makeCustomer(company.id)).id });
    expect(
      await deliverMessage(
        { companyId: company.id, messageId: queued?.messageId ?? '' },
        messageOwners.kinds,
      ),
    ).toMatchObject({
      reason: 'other_customer',
    });
  });

  test('a count that became final meanwhile is not asked for', async () => {
    const queued = await queue('final_count');
    await change({ guaranteedGuests: 80 });
    expect(
      await deliverMessage(
        { companyId: company.id, messageId: queued?.messageId ?? '' },
        messageOwners.kinds,
      ),
    ).toMatchObject({
      reason: 'answered',
    });
  });
});

describe('a moved event', () => {
  test('is told once, with the time that was known and the one that holds', async () => {
    const [first, second, third] = [start(9), start(11, 17), start(13, 18)];
    await deliver('booking_confirmation');
    await change(lasting(second));
    const queued = await Promise.all([queue('booking_moved'), queue('booking_moved')]);
    expect(queued.filter(Boolean)).toHaveLength(1);
    // Moved again before it went out: one message, from what the customer knows to what holds.
    await change(lasting(third));
    expect(await queue('booking_moved')).toBeUndefined();
    const messageId = queued.find(Boolean)?.messageId ?? '';
    await deliverMessage({ companyId: company.id, messageId }, messageOwners.kinds);
    const [row] = await said('booking_moved');
    expect(row?.status).toBe('queued');
    expect(row?.body).toContain(`${dateOf(first)} `);
    expect(row?.body).toContain('10:00');
    expect(row?.body).toContain(dateOf(third));
    expect(row?.body).toContain('18:00');
    expect(row?.body).not.toContain(dateOf(second));
    expect(await queue('booking_moved')).toBeUndefined();
    // The next move is another thing to tell.
    await change(lasting(second));
    expect(await deliver('booking_moved')).toMatchObject({ outcome: 'accepted' });
    expect(await said('booking_moved')).toHaveLength(2);
  });

  test('that is moved back before anybody was told is nothing to tell', async () => {
    await deliver('booking_confirmation');
    await change(lasting(start(11)));
    const queued = await queue('booking_moved');
    await change(lasting(start(9)));
    const message = { companyId: company.id, messageId: queued?.messageId ?? '' };
    expect(await deliverMessage(message, messageOwners.kinds)).toEqual({
      outcome: 'not_sent',
      reason: 'not_moved',
    });
    await change(lasting(start(14)));
    const again = await queue('booking_moved');
    expect(again).toMatchObject({ messageId: message.messageId });
    // An engine takes an event with the id of one before for the same, and drops it.
    expect(queuedEvent(again as Queued).id).not.toBe(queuedEvent(queued as Queued).id);
    expect(await deliverMessage(message, messageOwners.kinds)).toMatchObject({ outcome: 'accepted' });
  });

  test('is reminded of again, though it was before the move', async () => {
    const zoned = await makeCompany();
    const { id } = await makeBooking(zoned.id, {
      status: 'confirmed',
      startsAt: new Date('2030-06-02T14:00Z'),
    });
    const at = (time: string) => findEventsToAnnounce(zoned.id, new Date(time));
    const reminder = [{ bookingId: id, purpose: 'event_reminder' }];
    await queueBookingMessage(zoned.id, id, 'event_reminder');
    expect(await at('2030-06-01T10:00Z')).toEqual([]);
    const later = new Date('2030-06-09T14:00Z');
    await actAs(zoned.system, async (tx) => {
      await tx.update(messages).set({ status: 'delivered' }).where(eq(messages.bookingId, id));
      await tx.update(bookings).set(lasting(later)).where(eq(bookings.id, id));
    });
    expect(await at('2030-06-08T10:00Z')).toEqual(reminder);
    expect(await queueBookingMessage(zoned.id, id, 'event_reminder')).toBeDefined();
    expect(await at('2030-06-08T10:00Z')).toEqual([]);
  });
});

test('a cancelled booking is told of once, to whoever had heard of it', async () => {
  await deliver('booking_confirmation');
  await change({ status: 'cancelled', cancelledAt: new Date(), cancelReason: 'Rain' });
  expect(await deliver('booking_cancelled')).toMatchObject({ outcome: 'accepted' });
  expect(await queue('booking_cancelled')).toBeUndefined();
  const [row] = await said('booking_cancelled');
  expect(row?.body).toContain('is cancelled');
  expect(row?.body).toContain(`${dateOf(start(9))}`);
  const other = await makeBooking(company.id, { customerId, status: 'cancelled' });
  expect(await queueBookingMessage(company.id, other.id, 'booking_cancelled')).toBeUndefined();
});

test('without consent neither is sent', async () => {
  const silent = await makeCustomer(company.id, { optedIn: false });
  await deliver('booking_confirmation');
  await change({ ...lasting(start(11)), customerId: silent.id });
  const queued = await queue('booking_moved');
  expect(
    await deliverMessage({ companyId: company.id, messageId: queued?.messageId ?? '' }, messageOwners.kinds),
  ).toMatchObject({
    outcome: 'not_sent',
    reason: 'no_opt_in',
  });
});

test('what changed while nobody listened is found in the rows', async () => {
  const soon = new Date(Date.now() + 10 * 60_000);
  const found = async () =>
    (await findUntoldChanges(company.id, soon)).filter((one) => one.bookingId === bookingId);
  await change({ confirmedAt: new Date() });
  expect(await found()).toEqual([{ bookingId, purpose: 'booking_confirmation' }]);
  await deliver('booking_confirmation');
  expect(await found()).toEqual([]);
  await change(lasting(start(12)));
  expect(await found()).toEqual([{ bookingId, purpose: 'booking_moved' }]);
  await deliver('booking_moved');
  expect(await found()).toEqual([]);
  await change({ status: 'cancelled', cancelledAt: new Date(), cancelReason: 'Rain' });
  expect(await found()).toEqual([{ bookingId, purpose: 'booking_cancelled' }]);
  await deliver('booking_cancelled');
  expect(await found()).toEqual([]);
});
