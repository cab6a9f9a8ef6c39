import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { messages, senders, templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import {
  ask,
  askAbout,
  makeCompleted,
  makeWorld,
  requestOf,
  stateOf,
  type World,
} from '../testing/conversation-world';
import { later } from '../testing/time';
import { findUnasked } from './find-work';
import { settleRequest } from './settle-request';

describe('what was not sent', () => {
  const refuse = async (world: World, reason: string) => {
    const bookingId = await makeCompleted(world);
    await ask(world, bookingId);
    const companyId = world.company.id;
    const messageId = (await requestOf(world, bookingId)).messageId ?? '';
    await actAs(world.company.system, (tx) =>
      tx
        .update(messages)
        .set({ status: 'not_sent', notSentReason: reason, sid: null })
        .where(and(eq(messages.companyId, companyId), eq(messages.id, messageId))),
    );
    return { bookingId, settled: await settleRequest({ companyId, messageId }, new Date()) };
  };
  const found = async (world: World, now = new Date()) =>
    (await findUnasked({ companyId: world.company.id, after: null, limit: 10, now })).ids;

  test('closes the request with its reason', async () => {
    const world = await makeWorld();
    const { bookingId, settled } = await refuse(world, 'contact_cap');
    expect(settled).toEqual({ did: 'close', queued: [] });
    expect(await requestOf(world, bookingId)).toMatchObject({ state: 'suppressed', reason: 'contact_cap' });
  });

  test('for want of an approved template is found once there is one, and asked in the same message', async () => {
    const world = await makeWorld();
    const approve = (approval: 'paused' | 'approved') =>
      actAs(world.company.system, (tx) => tx.update(templates).set({ approval }));
    const { bookingId } = await refuse(world, 'template_not_approved');
    expect(await requestOf(world, bookingId)).toMatchObject({ state: 'suppressed', askedAt: null });
    await approve('paused');
    expect(await found(world)).toEqual([]);
    await approve('approved');
    expect(await found(world)).toEqual([bookingId]);
    const ref = { companyId: world.company.id, bookingId };
    expect(await askAbout(ref, new Date())).toMatchObject({ asked: 'now' });
    expect((await stateOf(world, bookingId)).said).toMatchObject([
      { status: 'waiting', notSentReason: null },
    ]);
    expect(await found(world)).toEqual([]);
  });

  test('because of the week’s cap is found a week later, for want of a sender with the next one', async () => {
    const world = await makeWorld();
    const { bookingId: capped } = await refuse(world, 'contact_cap');
    expect(await found(world)).toEqual([]);
    expect(await found(world, later(7 * 24 + 1))).toEqual([capped]);
    await actAs(world.company.system, (tx) => tx.update(senders).set({ active: false }));
    const { bookingId: unsent } = await refuse(world, 'no_sender');
    expect(await found(world)).toEqual([]);
    await actAs(world.company.system, (tx) => tx.update(senders).set({ active: true }));
    expect(await found(world)).toEqual([unsent]);
  });

  test('for good stays as it is', async () => {
    const world = await makeWorld();
    await refuse(world, 'booking_cancelled');
    await refuse(world, 'anonymised');
    expect(await found(world, later(24 * 365))).toEqual([]);
  });
});
