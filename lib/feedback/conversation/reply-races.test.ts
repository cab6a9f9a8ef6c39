import { beforeEach, describe, expect, test } from 'vitest';
import { ask, makeEvent, receive, say, stateOf, type World } from '../testing/conversation-world';
import { interpretReply } from './interpret-reply';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

describe('repeats and races', () => {
  test('the same message read five times has one effect', async () => {
    await ask(world, bookingId);
    const messageId = await receive(world, { body: '2' });
    const ref = { companyId: world.company.id, messageId };
    await Promise.all(Array.from({ length: 5 }, () => interpretReply(ref, new Date())));
    const { feedback, cases, said } = await stateOf(world, bookingId);
    expect(feedback).toHaveLength(1);
    expect(cases).toHaveLength(1);
    expect(said.filter((message) => message.kind === 'recovery')).toHaveLength(1);
  });

  test('two answers at once leave one record with both', async () => {
    await ask(world, bookingId);
    await say(world, '5');
    const ids = await Promise.all([
      receive(world, { payload: 'food:4' }),
      receive(world, { payload: 'service:3' }),
    ]);
    await Promise.all(
      ids.map((messageId) => interpretReply({ companyId: world.company.id, messageId }, new Date())),
    );
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5, food: 4, service: 3 }]);
  });

  test('messages of one turn are read together, in order of arrival', async () => {
    await ask(world, bookingId);
    await receive(world, { body: '3', at: new Date(Date.now() - 2000) });
    const messageId = await receive(world, { body: 'sorry I meant 5' });
    await interpretReply({ companyId: world.company.id, messageId }, new Date());
    const { feedback, cases } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 5 }]);
    expect(cases).toEqual([]);
  });

  test('a run that died after its commit announces what waits', async () => {
    await ask(world, bookingId);
    const messageId = await receive(world, { body: '5' });
    const ref = { companyId: world.company.id, messageId };
    const first = await interpretReply(ref, new Date());
    const second = await interpretReply(ref, new Date());
    expect(second.outcome).toBe('handled');
    expect(second.queued.map((one) => one.messageId)).toEqual(first.queued.map((one) => one.messageId));
  });
});
