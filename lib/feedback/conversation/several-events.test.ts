import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { conversations } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { ask, makeCompleted, makeEvent, say, stateOf, type World } from '../testing/conversation-world';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

describe('a customer of two events', () => {
  test('answers the older one by replying to its message, then goes on about it', async () => {
    const older = bookingId;
    const newer = await makeCompleted(world, { eventName: 'Naming of Kofi' });
    const sid = await ask(world, older);
    await ask(world, newer);
    await say(world, { body: '4', replyTo: sid });
    expect((await stateOf(world, older)).feedback).toMatchObject([{ rating: 4 }]);
    expect((await stateOf(world, newer)).feedback).toEqual([]);
    await say(world, '3');
    expect((await stateOf(world, older)).feedback).toMatchObject([{ rating: 4, food: 3 }]);
  });

  test('who has the number of someone else now doesn’t answer for them, whatever message they quote', async () => {
    const sid = await ask(world, bookingId);
    const { id } = await makeCustomer(world.company.id, { name: 'Kojo Now', optedIn: false });
    await actAs(world.company.system, (tx) =>
      tx.update(conversations).set({ customerId: id }).where(eq(conversations.customerId, world.customer.id)),
    );
    await say({ ...world, customer: { ...world.customer, id } }, { body: '2', replyTo: sid });
    expect((await stateOf(world, bookingId)).feedback).toEqual([]);
  });

  test('without a reply it is the one asked about last', async () => {
    const newer = await makeCompleted(world);
    await ask(world, bookingId);
    await ask(world, newer);
    await say(world, '5');
    expect((await stateOf(world, newer)).feedback).toMatchObject([{ rating: 5 }]);
    expect((await stateOf(world, bookingId)).feedback).toEqual([]);
  });

  test('tapping both requests rates both', async () => {
    const newer = await makeCompleted(world);
    const [first, second] = [await ask(world, bookingId), await ask(world, newer)];
    await say(world, { payload: 'rate:4', replyTo: first });
    await say(world, { payload: 'rate:5', replyTo: second });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 4 }]);
    expect((await stateOf(world, newer)).feedback).toMatchObject([{ rating: 5 }]);
  });
});
