import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { alerts } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { receiveMessage } from '@/lib/messaging/inbound/receive';
import { addDefaultTemplates } from '@/lib/messaging/templates/register-templates';
import { newSid } from '@/lib/messaging/testing/signed';
import { findEventsToAnnounce, queueBookingMessage } from './booking-messages';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let company: TestCompany;
let customer: { id: string; phone: string | null };
beforeEach(async () => {
  company = await makeCompany();
  await addDefaultTemplates(company.id);
  customer = await makeCustomer(company.id);
});
const inCompany = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs(company.system, work);
const rows = () =>
  inCompany((tx) => tx.select().from(messages).orderBy(asc(messages.createdAt), asc(messages.id)));

describe('messages about a booking', () => {
  test('confirmation once, with what the customer must know', async () => {
    const booking = await makeBooking(company.id, {
      customerId: customer.id,
      status: 'confirmed',
      startsAt: new Date('2030-06-01T14:00Z'),
    });
    const queued = await Promise.all(
      [1, 2, 3].map(() => queueBookingMessage(company.id, booking.id, 'booking_confirmation')),
    );
    expect(queued.filter(Boolean)).toHaveLength(1);
    const [row] = await rows();
    expect(row?.body).toContain('Mensah wedding is confirmed under BK00001. Date: Saturday');
    expect(row?.body).toContain('Guests: 75. Total: GHS 2,175.00.');
    const draft = await makeBooking(company.id, { customerId: customer.id });
    expect(await queueBookingMessage(company.id, draft.id, 'booking_confirmation')).toBeUndefined();
  });

  test('tomorrow is reminded of in the company’s morning, once, in its own words', async () => {
    const zoned = await makeCompany({ timeZone: 'America/New_York' });
    const booking = await makeBooking(zoned.id, {
      status: 'confirmed',
      startsAt: new Date('2030-06-02T02:00Z'),
    });
    const at = (time: string) => findEventsToAnnounce(zoned.id, new Date(time));
    expect(await at('2030-05-31T12:59Z')).toEqual([]);
    expect(await at('2030-05-31T13:00Z')).toEqual([{ bookingId: booking.id, purpose: 'event_reminder' }]);
    expect(await at('2030-05-30T15:00Z')).toEqual([]);
    expect(await at('2030-06-01T15:00Z')).toEqual([]);
    await queueBookingMessage(zoned.id, booking.id, 'event_reminder');
    expect(await at('2030-05-31T13:00Z')).toEqual([]);
    expect(await at('2030-05-27T13:00Z')).toEqual([{ bookingId: booking.id, purpose: 'final_count' }]);
    // Four days before it is due by the company's terms.
    const asked = [{ bookingId: booking.id, purpose: 'final_count' }];
    expect(await at('2030-05-24T13:00Z')).toEqual([]);
    expect(await at('2030-05-25T13:00Z')).toEqual(asked);
    await actAs(zoned.manager, (tx) => tx.update(companies).set({ finalCountDays: 5 }));
    expect(await at('2030-05-22T13:00Z')).toEqual([]);
    expect(await at('2030-05-23T13:00Z')).toEqual(asked);
  });

  test('a tap makes the count final; another one calls a person', async () => {
    const booking = await makeBooking(company.id, { customerId: customer.id, status: 'confirmed' });
    await queueBookingMessage(company.id, booking.id, 'final_count');
    const tap = (buttonPayload: string) =>
      receiveMessage(
        {
          companyId: company.id,
          senderId: undefined as never,
          accountSid: '',
          message: {
            sid: newSid(),
            from: `whatsapp:${customer.phone}`,
            phone: customer.phone ?? '',
            body: 'Tap',
            buttonPayload,
            media: [],
            raw: {},
          },
        },
        messageOwners.taps,
      );
    await tap('count:change');
    expect((await inCompany((tx) => tx.select().from(alerts))).map((alert) => alert.kind)).toEqual([
      'guest_count',
    ]);
    await tap('count:confirm');
    await tap('count:confirm');
    const [after] = await inCompany((tx) => tx.select().from(bookings).where(eq(bookings.id, booking.id)));
    expect(after?.guaranteedGuests).toBe(75);
    expect(
      (await rows()).filter((row) => row.body.startsWith('Thank you. The kitchen plans for 75')),
    ).toHaveLength(1);
  });
});
