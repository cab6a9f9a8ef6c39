import { describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompleted, makeWorld, markSent, stateOf } from '../testing/conversation-world';
import { askBatch } from './ask-for-feedback';

describe('a batch', () => {
  test('asks everyone due once, keeps the reasons of the others, and can be repeated by many', async () => {
    const world = await makeWorld();
    const companyId = world.company.id;
    const due = [await makeCompleted(world), await makeCompleted(world), await makeCompleted(world)];
    const stranger = { ...world, customer: await makeCustomer(companyId, { optedIn: false }) };
    const silent = await makeCompleted(stranger);
    const unfinished = await makeCompleted(world, { status: 'in_progress', completedAt: null });
    const bookingIds = [...due, silent, unfinished];
    const results = await Promise.all([1, 2, 3].map(() => askBatch({ companyId, bookingIds }, new Date())));
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
    const first = await askBatch(batch, new Date());
    expect(await askBatch(batch, new Date())).toMatchObject([{ messageId: first[0]?.messageId }]);
    await markSent(world.company, first[0]?.messageId ?? '');
    expect(await askBatch(batch, new Date())).toEqual([]);
  });
});
