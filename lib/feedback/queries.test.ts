import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { actAs } from '@/db/session';
import { readFigures } from './figures';
import { recordHeard } from './mutations';
import { listFeedback } from './queries';
import { ask, makeCompleted, makeEvent, makeWorld, type World } from './testing/conversation-world';
import { heard } from './testing/heard';
import { listUnanswered } from './unanswered-queries';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

/** An answer of an event that was over some days before it. */
async function answer(companyId: string, givenAt: Date, scores: Partial<typeof feedback.$inferInsert>) {
  const over = new Date(givenAt.getTime() - 86_400_000);
  const { id: bookingId, customerId } = await makeBooking(companyId, {
    status: 'completed',
    startsAt: over,
    completedAt: givenAt,
  });
  await actAs({ role: 'system', companyId, name: 'test' }, (tx) =>
    tx
      .insert(feedback)
      .values({ id: v7(), companyId, bookingId, customerId, source: 'portal', givenAt, ...scores }),
  );
}

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
    expect(figures).toMatchObject({ answers: 2, rating: { value: null, n: 2 }, recommend: { n: 1 } });
    const other = await makeWorld();
    expect((await listFeedback(other.company.staff, { period: null }, new Date())).rows).toEqual([]);
  });

  test('figures are of the company’s days, with their range, and of all time where no days are named', async () => {
    const { company } = await makeWorld();
    const now = new Date();
    const at = (days: number) => new Date(now.getTime() - days * 86_400_000);
    for (const [n, days] of [0, 1, 29, 30, 89, 400].entries())
      await answer(company.id, at(days), { rating: 1 + (n % 5), food: 4, wouldRecommend: n > 1 });
    const figures = (period: 30 | 90 | null) => readFigures(company.staff, period, now);
    expect((await figures(30)).rating).toEqual({ value: null, n: 3 });
    const wide = await figures(90);
    expect(wide).toMatchObject({ answers: 5, rating: { value: 3, n: 5 }, recommend: { value: 0.6, n: 5 } });
    expect(wide.rating).toMatchObject({ low: expect.closeTo(1.04, 2), high: expect.closeTo(4.96, 2) });
    expect((await figures(null)).aspects[0]).toMatchObject({ aspect: 'food', estimate: { value: 4, n: 6 } });
    const list = await listFeedback(company.staff, { period: 30 }, now);
    expect([list.rows.length, list.counts]).toEqual([3, { 1: 1, 2: 1, 3: 1 }]);
    expect((await listFeedback(company.staff, { period: null }, now)).rows).toHaveLength(6);
  });

  test('who was asked and answered is a share of those who were asked', async () => {
    const { company } = await makeWorld();
    for (let n = 0; n < 6; n += 1) {
      const { id: bookingId, customerId } = await makeBooking(company.id, {
        status: 'completed',
        completedAt: new Date(),
      });
      const answeredAt = n < 3 ? new Date() : null;
      const asked = {
        bookingId,
        customerId,
        state: 'asked',
        dueAt: new Date(),
        askedAt: new Date(),
        answeredAt,
      } as const;
      await actAs(company.system, (tx) =>
        tx.insert(feedbackRequests).values({ id: v7(), companyId: company.id, ...asked }),
      );
    }
    expect((await readFigures(company.staff, 30, new Date())).response).toMatchObject({ value: 0.5, n: 6 });
    await actAs(company.system, (tx) => tx.update(feedbackRequests).set({ answeredAt: new Date() }));
    expect((await readFigures(company.staff, 30, new Date())).response).toMatchObject({ value: 1, n: 6 });
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
