import { describe, expect, test } from 'vitest';
import { consents } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { makeCompleted, makeEvent, makeWorld, requestOf, stateOf } from '../testing/conversation-world';
import { later } from '../testing/time';
import { askForFeedback } from './ask-for-feedback';
import { findUnasked } from './find-work';

describe('asking', () => {
  test('ten runs at once make one request and one message, and it names customer and event', async () => {
    const world = await makeWorld({}, { name: 'Ama Mensah' });
    const bookingId = await makeCompleted(world, { eventName: 'Outdooring of Kojo' });
    const ref = { companyId: world.company.id, bookingId };
    const results = await Promise.all(Array.from({ length: 10 }, () => askForFeedback(ref, new Date())));
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
    const asked = await askForFeedback(ref, new Date());
    expect(asked).toMatchObject({ asked: 'no', reason });
    const messageId = 'message' in asked ? (asked.message?.messageId ?? '') : '';
    expect(await deliverMessage({ companyId: ref.companyId, messageId }, messageOwners.kinds)).toMatchObject({
      outcome: 'not_sent',
    });
    const { said, request } = await stateOf(world, bookingId);
    expect(said).toMatchObject([{ status: 'not_sent', notSentReason: notSent, attempts: 0 }]);
    expect(request).toMatchObject({ state: 'suppressed', reason, askedAt: null });
    expect(await askForFeedback(ref, new Date())).toMatchObject({ asked: 'no', reason, message: undefined });
  });

  test('waits for the company’s delay', async () => {
    const { world, bookingId } = await makeEvent({ feedbackDelay: 180 });
    const ref = { companyId: world.company.id, bookingId };
    expect(await askForFeedback(ref, new Date())).toMatchObject({ asked: 'later' });
    expect((await requestOf(world, bookingId)).state).toBe('due');
    expect(await askForFeedback(ref, later(3))).toMatchObject({ asked: 'now' });
  });

  test('a booking that isn’t completed is not asked about', async () => {
    const world = await makeWorld();
    const bookingId = await makeCompleted(world, { status: 'in_progress', completedAt: null });
    const asked = await askForFeedback({ companyId: world.company.id, bookingId }, new Date());
    expect(asked).toEqual({ asked: 'no', reason: 'not_completed' });
    expect((await stateOf(world, bookingId)).request).toBeUndefined();
  });

  test('a consent given later lets the sweep ask', async () => {
    const { world, bookingId } = await makeEvent({}, { optedIn: false });
    const ref = { companyId: world.company.id, bookingId };
    const refused = await askForFeedback(ref, new Date());
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
    expect(await askForFeedback(ref, new Date())).toMatchObject({
      asked: 'now',
      message: { messageId, turn: expect.any(Number) },
    });
    expect((await stateOf(world, bookingId)).said).toMatchObject([
      { status: 'waiting', notSentReason: null },
    ]);
  });
});
