import { describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { consents } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import {
  askAbout,
  makeCompleted,
  makeEvent,
  makeWorld,
  markSent,
  requestOf,
  stateOf,
} from '../testing/conversation-world';
import { later } from '../testing/time';
import { askForFeedback, toAnnounce } from './ask-for-feedback';
import { findUnasked } from './find-work';

describe('asking', () => {
  test('ten runs at once make one request and one message, and it names customer and event', async () => {
    const world = await makeWorld({}, { name: 'Ama Mensah' });
    const bookingId = await makeCompleted(world, { eventName: 'Outdooring of Kojo' });
    const ref = { companyId: world.company.id, bookingId };
    const results = await Promise.all(Array.from({ length: 10 }, () => askAbout(ref, new Date())));
    const { said, request } = await stateOf(world, bookingId);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ kind: 'feedback_request', status: 'waiting', form: 'template' });
    expect(said[0]?.body).toMatch(/Ama Mensah.*Outdooring of Kojo/);
    expect(said[0]?.body).not.toContain('Booking Confirmed'); // defect 12
    expect(request).toMatchObject({ state: 'asked', messageId: said[0]?.id });
    expect(results.some((result) => result.asked === 'now')).toBe(true);
  });

  test.each([
    ['no_consent', { optedIn: false }, 'no_opt_in'],
    ['unreachable', { phone: null, email: null }, 'no_address'],
    ['anonymised', { anonymisedAt: new Date() }, 'anonymised'],
  ])('sends nothing with "%s", and the booking’s timeline says so', async (reason, customer, notSent) => {
    const { world, bookingId } = await makeEvent({}, customer);
    const ref = { companyId: world.company.id, bookingId };
    const asked = await askAbout(ref, new Date());
    expect(asked).toMatchObject({ asked: 'no', reason });
    const messageId = 'message' in asked ? (asked.message?.messageId ?? '') : '';
    expect(await deliverMessage({ companyId: ref.companyId, messageId }, messageOwners.kinds)).toMatchObject({
      outcome: 'not_sent',
    });
    const { said, request } = await stateOf(world, bookingId);
    expect(said).toMatchObject([{ status: 'not_sent', notSentReason: notSent, attempts: 0 }]);
    expect(request).toMatchObject({ state: 'suppressed', reason, askedAt: null });
    expect(await askAbout(ref, new Date())).toMatchObject({ asked: 'no', reason, message: undefined });
  });

  test('waits for the company’s delay', async () => {
    const { world, bookingId } = await makeEvent({ feedbackDelay: 180 });
    const ref = { companyId: world.company.id, bookingId };
    expect(await askAbout(ref, new Date())).toMatchObject({ asked: 'later' });
    expect((await requestOf(world, bookingId)).state).toBe('due');
    expect(await askAbout(ref, later(3))).toMatchObject({ asked: 'now' });
  });

  test('a booking that isn’t completed is not asked about', async () => {
    const world = await makeWorld();
    const bookingId = await makeCompleted(world, { status: 'in_progress', completedAt: null });
    const asked = await askAbout({ companyId: world.company.id, bookingId }, new Date());
    expect(asked).toEqual({ asked: 'no', reason: 'not_completed' });
    expect((await stateOf(world, bookingId)).request).toBeUndefined();
  });

  test('a consent given later lets the sweep ask', async () => {
    const { world, bookingId } = await makeEvent({}, { optedIn: false });
    const ref = { companyId: world.company.id, bookingId };
    const refused = await askAbout(ref, new Date());
    const messageId = 'message' in refused ? (refused.message?.messageId ?? '') : '';
    await deliverMessage({ companyId: ref.companyId, messageId }, messageOwners.kinds);
    const search = { companyId: world.company.id, after: null, limit: 10, now: new Date() };
    expect((await findUnasked(search)).ids).toEqual([]);
    await actAs(world.company.system, (tx) =>
      tx.insert(consents).values({
        companyId: world.company.id,
        customerId: world.customer.id,
        channel: 'whatsapp',
        state: 'granted',
        source: 'staff',
        textVersion: 'test',
      }),
    );
    expect((await findUnasked(search)).ids).toEqual([bookingId]);
    // Announced with a turn of its own: its first announcement is known to the engine.
    expect(await askAbout(ref, new Date())).toMatchObject({
      asked: 'now',
      message: { messageId, turn: expect.any(Number) },
    });
    expect((await stateOf(world, bookingId)).said).toMatchObject([
      { status: 'waiting', notSentReason: null },
    ]);
  });
});

/** Asks about the bookings; the messages to announce. */
const ask = async (batch: Parameters<typeof askForFeedback>[0]) =>
  toAnnounce(batch.companyId, await askForFeedback(batch, new Date()));

describe('a batch', () => {
  test('asks everyone due once, keeps the reasons of the others, and can be repeated by many', async () => {
    const world = await makeWorld();
    const companyId = world.company.id;
    const due = [await makeCompleted(world), await makeCompleted(world), await makeCompleted(world)];
    const stranger = { ...world, customer: await makeCustomer(companyId, { optedIn: false }) };
    const silent = await makeCompleted(stranger);
    const unfinished = await makeCompleted(world, { status: 'in_progress', completedAt: null });
    const bookingIds = [...due, silent, unfinished];
    const results = await Promise.all([1, 2, 3].map(() => ask({ companyId, bookingIds })));
    for (const bookingId of due) {
      const { said, request } = await stateOf(world, bookingId);
      expect(said).toHaveLength(1);
      expect(request).toMatchObject({ state: 'asked', messageId: said[0]?.id });
    }
    expect((await stateOf(world, silent)).request).toMatchObject({
      state: 'suppressed',
      reason: 'no_consent',
    });
    expect((await stateOf(world, unfinished)).request).toBeUndefined();
    // The silent customer’s message is announced too: the outbox decides against it and says why.
    expect(new Set(results.flat().map((message) => message.messageId)).size).toBe(due.length + 1);
  });

  test('a run that died before the event is announced by the next', async () => {
    const world = await makeWorld();
    const batch = { companyId: world.company.id, bookingIds: [await makeCompleted(world)] };
    const first = await ask(batch);
    expect(await ask(batch)).toMatchObject([{ messageId: first[0]?.messageId }]);
    await markSent(world.company, first[0]?.messageId ?? '');
    expect(await ask(batch)).toEqual([]);
  });
});
