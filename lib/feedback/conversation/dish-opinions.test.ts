import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { bookingLines } from '@/db/schema/bookings';
import { feedbackDishes } from '@/db/schema/feedback';
import { actAs } from '@/db/session';
import {
  addDishes,
  ask,
  makeCompleted,
  makeEvent,
  say,
  stateOf,
  type World,
} from '../testing/conversation-world';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

describe('dishes of the event’s own menu', () => {
  const untilDishes = async () => {
    await ask(world, bookingId);
    for (const payload of ['rate:5', 'food:5', 'service:5', 'presentation:5', 'timeliness:5', 'rec:yes'])
      await say(world, { payload });
  };
  const opinions = async () => {
    const rows = await actAs(world.company.system, (tx) =>
      tx
        .select({ name: bookingLines.name, liked: feedbackDishes.liked })
        .from(feedbackDishes)
        .innerJoin(bookingLines, eq(bookingLines.id, feedbackDishes.lineId))
        .where(eq(feedbackDishes.companyId, world.company.id)),
    );
    return Object.fromEntries(rows.map(({ name, liked }) => [name, liked]));
  };

  test('are liked and disliked by tap, each stored at once, and corrected by a later tap', async () => {
    const [kelewele, banku] = await addDishes(world, bookingId, ['Kelewele', 'Banku']);
    await untilDishes();
    await say(world, { payload: `dish:${kelewele}`, title: 'Kelewele' });
    expect(await opinions()).toEqual({ Kelewele: true });
    const asked = (await stateOf(world, bookingId)).said.at(-1);
    expect(asked?.buttons?.map(({ title }) => title)).toEqual([
      'Jollof rice with chicken',
      'Banku',
      'None of them',
      'That’s all',
    ]);
    await say(world, { payload: `dislike:${banku}`, title: 'Banku' });
    expect(await opinions()).toEqual({ Kelewele: true, Banku: false });
    expect((await stateOf(world, bookingId)).request).toMatchObject({ stage: 'comment' });
    await say(world, { payload: 'finish' });
    expect((await stateOf(world, bookingId)).request).toMatchObject({ state: 'answered' });
    await say(world, { payload: `dislike:${kelewele}`, title: 'Kelewele' });
    expect(await opinions()).toEqual({ Kelewele: false, Banku: false });
    expect((await stateOf(world, bookingId)).cases).toEqual([]);
  });

  test('“none of them” goes on, and a dish of another event is not taken', async () => {
    await addDishes(world, bookingId, ['Kelewele']);
    const other = await makeCompleted(world);
    const [foreign] = await addDishes(world, other, ['Fufu']);
    await untilDishes();
    await say(world, { payload: `dish:${foreign}`, title: 'Fufu' });
    await say(world, 'No');
    expect(await opinions()).toEqual({});
    const { request, feedback } = await stateOf(world, bookingId);
    expect(request).toMatchObject({ stage: 'comment', state: 'answering' });
    expect(feedback).toMatchObject([{ wouldRecommend: true, comments: null }]);
  });
});
