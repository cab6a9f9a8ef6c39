import { beforeEach, describe, expect, test } from 'vitest';
import { recordHeard } from './mutations';
import { listFeedback, listUnanswered, readFigures } from './queries';
import { ask, makeCompleted, makeEvent, makeWorld, type World } from './testing/conversation-world';
import { heard } from './testing/heard';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

describe('lists and figures', () => {
  test('filters, counts and pages', async () => {
    await recordHeard(world.company.manager, heard(bookingId, { rating: 5, wouldRecommend: true }), {
      at: new Date(),
    });
    const second = await makeCompleted(world);
    await recordHeard(world.company.manager, heard(second, { rating: 3, source: 'email' }), {
      at: new Date(),
    });
    const staff = world.company.staff;
    const all = await listFeedback(staff, { period: 30 }, new Date());
    expect(all.rows).toHaveLength(2);
    expect(all.counts).toMatchObject({ 5: 1, 3: 1 });
    expect((await listFeedback(staff, { period: 30, stars: 3 }, new Date())).rows).toMatchObject([
      { rating: 3, caseState: 'open' },
    ]);
    expect((await listFeedback(staff, { period: 30, recommend: 'yes' }, new Date())).rows).toMatchObject([
      { rating: 5 },
    ]);
    expect((await listFeedback(staff, { period: 30, source: 'email' }, new Date())).rows).toMatchObject([
      { rating: 3 },
    ]);
    const figures = await readFigures(staff, 30, new Date());
    expect(figures).toMatchObject({ n: 2, rated: 2, average: 4, recommend: 1, asked: 1 });
    const other = await makeWorld();
    expect((await listFeedback(other.company.staff, { period: null }, new Date())).rows).toEqual([]);
  });

  test('who was not asked, with the reason', async () => {
    const silent = await makeWorld({}, { optedIn: false });
    const booking = await makeCompleted(silent);
    await ask(silent, booking).catch(() => undefined);
    expect(await listUnanswered(silent.company.staff)).toMatchObject([
      { bookingId: booking, state: 'suppressed', reason: 'no_consent' },
    ]);
  });
});
