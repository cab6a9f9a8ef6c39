import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { alerts } from '@/db/schema/cases';
import { messages, templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { fetchMissedInbound } from '../inbound/fetch-inbound';
import { receiveMessage } from '../inbound/receive';
import { refreshApprovals } from '../templates/refresh-approvals';
import { approveTemplates, startProvider, type TestProvider } from '../testing/provider';
import { newSid } from '../testing/signed';
import { findEventsToAnnounce, queueBookingMessage } from './booking-messages';
import { checkSilent } from './check-silent';
import { deliverMessage } from './deliver';
import { findSilent, findStuck } from './find-work';
import { queueMessage } from './queue';

const { sent } = vi.hoisted(() => ({ sent: [] as { name: string; data: Record<string, string> }[] }));
vi.mock('@/lib/inngest/client', () => ({
  inngest: {
    send: async (events: typeof sent) => void sent.push(...[events].flat()),
    createFunction: () => ({}),
  },
}));

let provider: TestProvider;
let company: TestCompany;
let customer: { id: string; phone: string | null };
const account = {
  accountSid: process.env.TWILIO_ACCOUNT_SID ?? '',
  authToken: process.env.TWILIO_AUTH_TOKEN ?? '',
};

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.control('reset', { templates: true });
  company = await makeCompany();
  await approveTemplates(provider, company.id);
  customer = await makeCustomer(company.id);
});
const inCompany = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs(company.system, work);
const queue = async () =>
  (
    await inCompany((tx) =>
      queueMessage(tx, {
        companyId: company.id,
        customerId: customer.id,
        kind: 'feedback_request',
        template: { purpose: 'feedback_request', variables: { customer: 'Ama', event: 'Wedding' } },
        asked: false,
      }),
    )
  ).messageId;
const rows = () =>
  inCompany((tx) => tx.select().from(messages).orderBy(asc(messages.createdAt), asc(messages.id)));
const search = (now: Date, after: string | null = null) => ({ companyId: company.id, after, limit: 30, now });
const later = (ms: number) => new Date(Date.now() + ms);
const day = 86_400_000;

describe('the sweep', () => {
  test('finds what never left the outbox, however old, in pages that shift nothing', async () => {
    const ids = [];
    for (let at = 0; at < 35; at += 1) ids.push(await queue());
    expect((await findStuck(search(new Date()))).rows).toEqual([]);
    await inCompany((tx) => tx.update(messages).set({ createdAt: new Date('2025-01-01') }));
    const first = await findStuck(search(later(0)));
    expect(first.rows).toHaveLength(30);
    // The rows of the first page leave the set before the second is read.
    await inCompany((tx) =>
      tx
        .update(messages)
        .set({ status: 'queued' })
        .where(eq(messages.id, first.rows[0]?.id ?? '')),
    );
    const second = await findStuck(search(later(0), first.next));
    expect(second.rows).toHaveLength(5);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id))).toEqual(new Set(ids));
    expect(second.next).toBeNull();
  });

  test('fetches messages of customers that no webhook told of, once', async () => {
    const say = (body: string, deliver = false) =>
      provider.control('inbound', {
        from: customer.phone,
        to: company.senderAddress,
        body,
        deliver,
        profileName: 'Ama',
      });
    await say('First');
    await say('STOP');
    await provider.control('inbound', {
      from: '+33612121212',
      to: 'whatsapp:+19990001111',
      body: 'For others',
      deliver: false,
    });
    expect(await fetchMissedInbound(company.id)).toBe(2);
    expect(await fetchMissedInbound(company.id)).toBe(0);
    const stored = (await rows()).filter((row) => row.direction === 'inbound');
    expect(stored.map((row) => [row.body, row.customerId])).toEqual([
      ['First', customer.id],
      ['STOP', customer.id],
    ]);
    expect(
      sent.some(
        (event) => event.name === 'whatsapp/consent.withdrawn' && event.data.customerId === customer.id,
      ),
    ).toBe(true);
  });

  test('asks Twilio about messages whose callbacks were lost, ever more seldom', async () => {
    const id = await queue();
    await deliverMessage({ companyId: company.id, messageId: id });
    await provider.control('idle');
    expect((await findSilent(search(new Date()))).rows).toEqual([]);
    const now = later(4 * 60_000);
    const { rows: silent } = await findSilent(search(now));
    expect(silent.map((row) => row.id)).toEqual([id]);
    expect(await checkSilent(company.id, silent, now)).toBe(1);
    expect((await rows())[0]).toMatchObject({ status: 'read' });
    expect((await findSilent(search(later(day)))).rows).toEqual([]);
  });

  test('a template that WhatsApp pauses or files elsewhere is alerted', async () => {
    const [one] = await inCompany((tx) =>
      tx
        .select()
        .from(templates)
        .where(and(eq(templates.purpose, 'feedback_request'), eq(templates.language, 'en'))),
    );
    await provider.control(
      'templates',
      { sid: one?.contentSid, approval: { status: 'paused', category: 'MARKETING' } },
      'PATCH',
    );
    expect(await refreshApprovals(company.id, account)).toBeGreaterThanOrEqual(1);
    const [after] = await inCompany((tx) =>
      tx
        .select()
        .from(templates)
        .where(eq(templates.id, one?.id ?? '')),
    );
    expect(after).toMatchObject({ approval: 'paused', grantedCategory: 'marketing' });
    const open = await inCompany((tx) => tx.select().from(alerts));
    expect(open.filter((alert) => alert.key === `template:${one?.id}`)).toHaveLength(1);
  });
});

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
  });

  test('a tap makes the count final; another one calls a person', async () => {
    const booking = await makeBooking(company.id, { customerId: customer.id, status: 'confirmed' });
    await queueBookingMessage(company.id, booking.id, 'final_count');
    const tap = (buttonPayload: string) =>
      receiveMessage({
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
      });
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
