import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { bookingLines } from '@/db/schema/booking-lines';
import { feedbackDishes } from '@/db/schema/feedback';
import { actAs, readAs } from '@/db/session';
import { askOneFeedback, tellOneFeedback } from '../queries';
import {
  addDishes,
  addPackage,
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

  test('within a package are asked about by themselves, and the package isn’t', async () => {
    const { main, sides, lineId, unserved } = await addPackage(world, bookingId);
    await untilDishes();
    const asked = (await stateOf(world, bookingId)).said.at(-1);
    const titles = asked?.buttons?.map(({ title }) => title.split(' ')[0]);
    expect(titles).toEqual(['Jollof', 'Jollof', 'Side', 'Side', 'Skip', 'That’s']);
    await say(world, { payload: `dish:${main.id}` });
    await say(world, { payload: `dislike:${sides[1]?.id}` });
    // Neither the whole nor what of it wasn't chosen.
    await say(world, { payload: `dislike:${lineId}` });
    await say(world, { payload: `dislike:${lineId}.${unserved}` });
    const stored = await actAs(world.company.system, (tx) =>
      tx
        .select({ lineId: feedbackDishes.lineId, itemId: feedbackDishes.itemId, liked: feedbackDishes.liked })
        .from(feedbackDishes)
        .where(eq(feedbackDishes.companyId, world.company.id))
        .orderBy(feedbackDishes.createdAt),
    );
    expect(stored).toEqual([
      { lineId, itemId: main.itemId, liked: true },
      { lineId, itemId: sides[1]?.itemId, liked: false },
    ]);
    const [given] = (await stateOf(world, bookingId)).feedback;
    const told = tellOneFeedback(
      await readAs(world.company.staff, (tx) => askOneFeedback(tx, given?.id ?? '')),
    );
    expect(told?.dishes.map(({ name }) => name.split(' ')[0]).sort()).toEqual(['Jollof', 'Side']);
  });

  test('are none that weren’t served, whoever writes past the app', async () => {
    const { lineId, main, unserved } = await addPackage(world, bookingId);
    await ask(world, bookingId);
    await say(world, { payload: 'rate:5' });
    const [given] = (await stateOf(world, bookingId)).feedback;
    const write = (itemId: string | null) =>
      actAs(world.company.manager, (tx) =>
        tx.insert(feedbackDishes).values({
          companyId: world.company.id,
          feedbackId: given?.id ?? '',
          lineId,
          itemId,
          liked: false,
        }),
      ).then(
        () => 'ok',
        (error: { code?: string }) => error.code,
      );
    expect(await write(unserved)).toBe('CT075');
    expect(await write(null)).toBe('CT075');
    expect(await write(main.itemId)).toBe('ok');
  });
});
