import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { consents } from '@/db/schema/people';
import { messages, senders, templates } from '@/db/schema/whatsapp';
import { actAs } from '@/db/session';
import { deliverMessage } from '@/lib/whatsapp/deliver';
import { askBatch } from './ask-batch';
import { askForFeedback } from './ask-for-feedback';
import { findFollowUps, findUnasked, findUnread } from './find-work';
import { followUp } from './follow-up';
import { settleRequest } from './settle-request';
import {
  ask,
  makeCompleted,
  makeWorld,
  markSent,
  receive,
  say,
  stateOf,
  type World,
} from './testing/conversation-world';

const HOUR = 3_600_000;
const later = (hours: number) => new Date(Date.now() + hours * HOUR);

async function requestOf(world: World, bookingId: string) {
  const { request } = await stateOf(world, bookingId);
  if (!request) throw new Error('There is no request');
  return request;
}

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
    const world = await makeWorld({}, customer);
    const bookingId = await makeCompleted(world);
    const ref = { companyId: world.company.id, bookingId };
    const asked = await askForFeedback(ref, new Date());
    expect(asked).toMatchObject({ asked: 'no', reason });
    const messageId = 'message' in asked ? (asked.message?.messageId ?? '') : '';
    expect(await deliverMessage({ companyId: ref.companyId, messageId })).toMatchObject({
      outcome: 'not_sent',
    });
    const { said, request } = await stateOf(world, bookingId);
    expect(said).toMatchObject([{ status: 'not_sent', notSentReason: notSent, attempts: 0 }]);
    expect(request).toMatchObject({ state: 'suppressed', reason, askedAt: null });
    expect(await askForFeedback(ref, new Date())).toMatchObject({ asked: 'no', reason, message: undefined });
  });

  test('waits for the company’s delay', async () => {
    const world = await makeWorld({ feedbackDelay: 180 });
    const bookingId = await makeCompleted(world);
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
    const world = await makeWorld({}, { optedIn: false });
    const bookingId = await makeCompleted(world);
    const ref = { companyId: world.company.id, bookingId };
    const refused = await askForFeedback(ref, new Date());
    const messageId = 'message' in refused ? (refused.message?.messageId ?? '') : '';
    await deliverMessage({ companyId: ref.companyId, messageId });
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
    expect(await askForFeedback(ref, new Date())).toMatchObject({ asked: 'now' });
    expect((await stateOf(world, bookingId)).said).toMatchObject([
      { status: 'waiting', notSentReason: null },
    ]);
  });
});

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

describe('the sweep', () => {
  test('misses none while the set shrinks under it, of whatever age (defect 15)', async () => {
    const world = await makeWorld();
    const made: string[] = [];
    for (let at = 0; at < 13; at++) {
      const days = at * 40;
      made.push(
        await makeCompleted(world, {
          startsAt: new Date(Date.now() - (days + 1) * 24 * HOUR),
          completedAt: new Date(Date.now() - days * 24 * HOUR - HOUR),
        }),
      );
    }
    const companyId = world.company.id;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof findUnasked>> = await findUnasked({
        companyId,
        after,
        limit: 4,
        now: new Date(),
      });
      // Each page is worked off before the next is read, so the rows before the cursor are gone.
      for (const bookingId of page.ids) await askForFeedback({ companyId, bookingId }, new Date());
      seen.push(...page.ids);
      after = page.next;
    } while (after !== null);
    expect(seen.sort()).toEqual(made.sort());
    expect((await findUnasked({ companyId, after: null, limit: 50, now: new Date() })).ids).toEqual([]);
    const asked = await actAs(world.company.system, (tx) =>
      tx.select({ id: messages.id }).from(messages).where(eq(messages.kind, 'feedback_request')),
    );
    expect(asked).toHaveLength(made.length);
  });

  test('finds messages that nobody read', async () => {
    const world = await makeWorld();
    const old = await receive(world, { body: '5', at: new Date(Date.now() - 3 * 24 * HOUR) });
    await receive(world, { body: 'just now' });
    const search = { companyId: world.company.id, after: null, limit: 10, now: new Date() };
    expect((await findUnread(search)).ids).toEqual([old]);
  });

  test('sees its own company only', async () => {
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const bookingId = await makeCompleted(mine);
    await makeCompleted(theirs);
    const found = await findUnasked({ companyId: mine.company.id, after: null, limit: 10, now: new Date() });
    expect(found.ids).toEqual([bookingId]);
  });
});

describe('following up', () => {
  test('reminds once after the company’s time, then lets it rest', async () => {
    const world = await makeWorld({ reminderAfter: 24 });
    const bookingId = await makeCompleted(world);
    await ask(world, bookingId);
    const { id: requestId } = await requestOf(world, bookingId);
    const ref = { companyId: world.company.id, requestId };
    const due = async (hours: number) =>
      (await findFollowUps({ companyId: ref.companyId, after: null, limit: 10, now: later(hours) })).ids;
    expect(await due(23)).toEqual([]);
    expect(await due(25)).toEqual([requestId]);
    expect(await followUp(ref, later(23))).toMatchObject({ did: 'wait' });
    await Promise.all([followUp(ref, later(25)), followUp(ref, later(25))]);
    const reminded = await stateOf(world, bookingId);
    expect(reminded.said.map((message) => message.kind)).toEqual(['feedback_request', 'feedback_reminder']);
    expect(await due(48)).toEqual([]);
    expect(await due(50)).toEqual([requestId]);
    expect(await followUp(ref, later(50))).toMatchObject({ did: 'expire', queued: [] });
    expect(await requestOf(world, bookingId)).toMatchObject({ state: 'expired', reason: 'no_answer' });
  });

  test('an answer that nobody has read yet holds the reminder back', async () => {
    const world = await makeWorld();
    const bookingId = await makeCompleted(world);
    await ask(world, bookingId);
    await receive(world, { body: '5' });
    const { id: requestId } = await requestOf(world, bookingId);
    expect(await followUp({ companyId: world.company.id, requestId }, later(30))).toMatchObject({
      did: 'wait',
    });
  });

  test('an answer after the reminder counts, and so does one after the end', async () => {
    const world = await makeWorld();
    const bookingId = await makeCompleted(world);
    await ask(world, bookingId);
    const { id: requestId } = await requestOf(world, bookingId);
    const ref = { companyId: world.company.id, requestId };
    await followUp(ref, later(25));
    await followUp(ref, later(50));
    await say(world, '4');
    expect(await stateOf(world, bookingId)).toMatchObject({
      feedback: [{ rating: 4 }],
      request: { state: 'answering', reason: null },
    });
  });

  test('a good conversation that went quiet is thanked, a bad one is not', async () => {
    const world = await makeWorld();
    const [good, bad] = [await makeCompleted(world), await makeCompleted(world)];
    for (const [bookingId, words] of [
      [good, '5'],
      [bad, '2'],
    ] as const) {
      const sid = await ask(world, bookingId);
      await say(world, { body: words, replyTo: sid });
      const { id: requestId } = await requestOf(world, bookingId);
      expect(await followUp({ companyId: world.company.id, requestId }, later(1))).toMatchObject({
        did: 'finish',
      });
      expect((await requestOf(world, bookingId)).state).toBe('answered');
    }
    expect((await stateOf(world, good)).said.at(-1)?.kind).toBe('thank_you');
    expect((await stateOf(world, bad)).said.some((message) => message.kind === 'thank_you')).toBe(false);
  });

  test('a message that was not sent closes the request with its reason', async () => {
    const world = await makeWorld();
    const bookingId = await makeCompleted(world);
    await ask(world, bookingId);
    const { messageId } = await requestOf(world, bookingId);
    await actAs(world.company.system, (tx) =>
      tx
        .update(messages)
        .set({ status: 'not_sent', notSentReason: 'contact_cap' })
        .where(and(eq(messages.companyId, world.company.id), eq(messages.id, messageId ?? ''))),
    );
    const settled = { companyId: world.company.id, messageId: messageId ?? '' };
    expect(await settleRequest(settled, new Date())).toEqual({ did: 'close', queued: [] });
    expect(await requestOf(world, bookingId)).toMatchObject({ state: 'suppressed', reason: 'contact_cap' });
  });
});

describe('what was not sent', () => {
  const refuse = async (world: World, reason: string) => {
    const bookingId = await makeCompleted(world);
    await ask(world, bookingId);
    const { messageId } = await requestOf(world, bookingId);
    const settled = { companyId: world.company.id, messageId: messageId ?? '' };
    await actAs(world.company.system, (tx) =>
      tx
        .update(messages)
        .set({ status: 'not_sent', notSentReason: reason, sid: null })
        .where(and(eq(messages.companyId, settled.companyId), eq(messages.id, settled.messageId))),
    );
    await settleRequest(settled, new Date());
    return bookingId;
  };
  const found = async (world: World, now = new Date()) =>
    (await findUnasked({ companyId: world.company.id, after: null, limit: 10, now })).ids;

  test('for want of an approved template is found once there is one, and asked in the same message', async () => {
    const world = await makeWorld();
    const approve = (approval: 'paused' | 'approved') =>
      actAs(world.company.system, (tx) => tx.update(templates).set({ approval }));
    const bookingId = await refuse(world, 'template_not_approved');
    expect(await requestOf(world, bookingId)).toMatchObject({ state: 'suppressed', askedAt: null });
    await approve('paused');
    expect(await found(world)).toEqual([]);
    await approve('approved');
    expect(await found(world)).toEqual([bookingId]);
    const ref = { companyId: world.company.id, bookingId };
    expect(await askForFeedback(ref, new Date())).toMatchObject({ asked: 'now' });
    expect((await stateOf(world, bookingId)).said).toMatchObject([
      { status: 'waiting', notSentReason: null },
    ]);
    expect(await found(world)).toEqual([]);
  });

  test('because of the week’s cap is found a week later, for want of a sender with the next one', async () => {
    const world = await makeWorld();
    const capped = await refuse(world, 'contact_cap');
    expect(await found(world)).toEqual([]);
    expect(await found(world, later(7 * 24 + 1))).toEqual([capped]);
    await actAs(world.company.system, (tx) => tx.update(senders).set({ active: false }));
    const unsent = await refuse(world, 'no_sender');
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

test('requests of one company can’t be followed up under another', async () => {
  const [mine, theirs] = [await makeWorld(), await makeWorld()];
  const bookingId = await makeCompleted(theirs);
  await ask(theirs, bookingId);
  const { id: requestId } = await requestOf(theirs, bookingId);
  expect(await followUp({ companyId: mine.company.id, requestId }, later(30))).toMatchObject({ did: 'wait' });
  const asked = await askForFeedback({ companyId: mine.company.id, bookingId }, new Date());
  expect(asked).toEqual({ asked: 'no', reason: 'not_found' });
});
