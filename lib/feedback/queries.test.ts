import { beforeEach, describe, expect, test } from 'vitest';
import { recordHeard } from './mutations';
import { listFeedback, readFigures } from './queries';
import { ask, makeCompleted, makeEvent, makeWorld, type World } from './testing/conversation-world';
import { heard } from './testing/heard';
import { listUnanswered } from './unanswered-queries';

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
    const today = new Date().toISOString().slice(0, 10);
    const days = (first: string, last: string) => ({ period: 365 as const, days: { first, last } });
    const found = await listFeedback(staff, days('2026-01-01', today), new Date());
    expect([found.rows.length, found.counts]).toEqual([2, { 5: 1, 3: 1 }]);
    expect((await listFeedback(staff, days('2020-01-01', '2020-12-31'), new Date())).rows).toEqual([]);
    const figures = await readFigures(staff, 30, new Date());
    expect(figures).toMatchObject({ n: 2, rated: 2, average: 4, recommend: 1, asked: 1 });
    const other = await makeWorld();
    expect((await listFeedback(other.company.staff, { period: null }, new Date())).rows).toEqual([]);
  });

  test('who was not asked, with the reason', async () => {
    const silent = await makeWorld({}, { optedIn: false });
    const booking = await makeCompleted(silent);
    await ask(silent, booking).catch(() => undefined);
    expect((await listUnanswered(silent.company.staff, { view: 'unanswered' })).rows).toMatchObject([
      { bookingId: booking, state: 'suppressed', reason: 'no_consent' },
    ]);
  });

  test('events without an answer lead along their pages, none is left out', async () => {
    const many = await makeWorld();
    const done: string[] = [];
    for (let n = 0; n < 32; n += 1) done.push(await makeCompleted(many));
    const first = await listUnanswered(many.company.staff, { view: 'unanswered' });
    const second = await listUnanswered(many.company.staff, { view: 'unanswered', after: first.next });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([30, 2, undefined]);
    const seen = [...first.rows, ...second.rows].map(({ bookingId }) => bookingId);
    expect(seen.toSorted()).toEqual(done.toSorted());
    const back = await listUnanswered(many.company.staff, { view: 'unanswered', before: second.previous });
    expect(back.rows).toEqual(first.rows);
  }, 60_000);
});
