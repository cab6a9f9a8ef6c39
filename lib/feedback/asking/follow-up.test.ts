import { describe, expect, test } from 'vitest';
import {
  ask,
  askAbout,
  makeCompleted,
  makeEvent,
  makeWorld,
  receive,
  requestOf,
  say,
  stateOf,
} from '../testing/conversation-world';
import { later } from '../testing/time';
import { findFollowUps } from './find-work';
import { followUp } from './follow-up';

describe('following up', () => {
  test('reminds once after the company’s time, then lets it rest', async () => {
    const { world, bookingId } = await makeEvent({ reminderAfter: 24 });
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
    const { world, bookingId } = await makeEvent();
    await ask(world, bookingId);
    await receive(world, { body: '5' });
    const { id: requestId } = await requestOf(world, bookingId);
    expect(await followUp({ companyId: world.company.id, requestId }, later(30))).toMatchObject({
      did: 'wait',
    });
  });

  test('an answer after the reminder counts, and so does one after the end', async () => {
    const { world, bookingId } = await makeEvent();
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
});

test('requests of one company can’t be followed up under another', async () => {
  const [mine, theirs] = [await makeWorld(), await makeWorld()];
  const bookingId = await makeCompleted(theirs);
  await ask(theirs, bookingId);
  const { id: requestId } = await requestOf(theirs, bookingId);
  expect(await followUp({ companyId: mine.company.id, requestId }, later(30))).toMatchObject({ did: 'wait' });
  const asked = await askAbout({ companyId: mine.company.id, bookingId }, new Date());
  expect(asked).toEqual({ asked: 'no', reason: 'not_found' });
});
