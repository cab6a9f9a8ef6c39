import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { bookingTasks } from '@/db/schema/tasks';
import { actAs, type OfficeActor, readAs } from '@/db/session';
import { databaseError } from '@/lib/platform/errors';
import { askRunSheet, tellRunSheet } from '../calendar/run-sheet-queries';
import { cancelBooking } from '../cancelling/call-off';
import { advanceBooking } from '../mutations';
import { create, inHours, localIn, makeOffice, type Office, refusal } from '../testing/office';
import { addTask, editTask, removeTask, tickTask } from './mutations';
import { askTasks, tellTasks } from './queries';
import { taskForm } from './schema';
import { askSheetTasks, tellSheetTasks } from './sheet-queries';

type Worker = OfficeActor & { role: 'kitchen' | 'driver' };

let office: Office;
let booking: string;
let cook: Worker;
let driver: Worker;

const personOf = async (role: Worker['role'], companyId = office.id): Promise<Worker> => ({
  ...{ role, companyId },
  userId: (await makeUser({ companyId, role })).id,
});
const agree = async () => {
  const { id } = await create(office, { startsAt: localIn(3), endsAt: localIn(8) });
  await advanceBooking(office.manager, { id, to: 'confirmed' });
  return id;
};

beforeEach(async () => {
  office = await makeOffice();
  booking = await agree();
  cook = await personOf('kitchen');
  driver = await personOf('driver');
});

/** A task of the event, for whoever does that work or for somebody by name. */
async function task(
  title: string,
  { forRole = null as 'kitchen' | 'driver' | null, assigneeId = '', dueAt = localIn(0), of = booking } = {},
) {
  const typed = taskForm.parse({ title, assigneeId, dueAt, pinned: false });
  const { id } = await addTask(office.manager, { bookingId: of, ...typed });
  if (forRole)
    await actAs(office.manager, (tx) =>
      tx.update(bookingTasks).set({ forRole }).where(eq(bookingTasks.id, id)),
    );
  return id;
}
const sheet = async (
  actor: OfficeActor,
  party: Worker['role'] = actor.role as Worker['role'],
  day: string | null = null,
) => {
  const asked = { party, day, now: new Date().toISOString() };
  return tellSheetTasks((await readAs(actor, (tx) => [askSheetTasks(tx, asked)] as const))[0]);
};
const titles = async (...given: Parameters<typeof sheet>) =>
  (await sheet(...given)).map(({ title }) => title);
const refused = async (work: Promise<unknown>) => databaseError(await refusal(work))?.code;

describe('the kitchen and the road', () => {
  test('see what is theirs, by name or by their work, and nothing else', async () => {
    await task('Chop the onions', { forRole: 'kitchen' });
    await task('Taste the soup', { assigneeId: cook.userId });
    await task('For the other cook', { forRole: 'kitchen', assigneeId: (await personOf('kitchen')).userId });
    await task('Fuel the van', { forRole: 'driver' });
    await task('Call the customer', { assigneeId: office.staff.userId });
    await task('Anybody’s');
    expect((await titles(cook)).sort()).toEqual(['Chop the onions', 'Taste the soup']);
    expect(await titles(driver)).toEqual(['Fuel the van']);
    const seen = async (actor: Worker) =>
      (await actAs(actor, (tx) => tx.select({ title: bookingTasks.title }).from(bookingTasks))).length;
    expect([await seen(cook), await seen(driver)]).toEqual([2, 1]);
    const [rows] = await readAs(driver, (tx) => [askRunSheet(tx, {}, inHours(3))] as const);
    expect(tellRunSheet(rows, {}).events.flatMap(({ tasks }) => tasks.map(({ title }) => title))).toEqual([
      'Fuel the van',
    ]);
  });

  test('tick it in their own name, take the tick back, and twice is once', async () => {
    const id = await task('Chop the onions', { forRole: 'kitchen' });
    await Promise.all([tickTask(cook, { id, done: true }), tickTask(cook, { id, done: true })]);
    const [told] = await readAs(office.manager, (tx) => [askTasks(tx, { id: booking })] as const);
    expect(tellTasks(told)).toMatchObject([{ title: 'Chop the onions', doneBy: expect.any(String) }]);
    const [row] = await actAs(office.manager, (tx) =>
      tx.select().from(bookingTasks).where(eq(bookingTasks.id, id)),
    );
    expect(row?.doneBy).toBe(cook.userId);
    const [heard] = await actAs(office.manager, (tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int as n from audit_events
        where table_name = 'booking_tasks' and row_id = ${id} and action = 'update' and user_id = ${cook.userId}`),
    );
    expect(heard?.n).toBe(1);
    expect(await sheet(cook)).toMatchObject([{ done: true }]);
    await tickTask(cook, { id, done: false });
    expect(await sheet(cook)).toMatchObject([{ done: false }]);
  });

  test('tick nothing of others, of another company, or of an event that isn’t agreed', async () => {
    const others = await task('Fuel the van', { forRole: 'driver' });
    const named = await task('Hers', { forRole: 'kitchen', assigneeId: office.staff.userId });
    const { id: asked } = await create(office);
    const early = await task('Too early', { forRole: 'kitchen', of: asked });
    for (const id of [others, named, early])
      expect(await refusal(tickTask(cook, { id, done: true }))).toMatchObject({ code: 'not_found' });
    const stranger = await personOf('kitchen', (await makeOffice()).id);
    const own = await task('Ours', { forRole: 'kitchen' });
    expect(await refusal(tickTask(stranger, { id: own, done: true }))).toMatchObject({ code: 'not_found' });
  });

  test('change nothing else about it, also past the product', async () => {
    const id = await task('Chop the onions', { forRole: 'kitchen' });
    const typed = taskForm.parse({ title: 'Mine now', assigneeId: cook.userId, dueAt: '', pinned: false });
    expect(await refusal(editTask(cook as never, { id, version: 1, ...typed }))).toMatchObject({
      code: 'forbidden',
    });
    expect(await refusal(removeTask(cook as never, { id }))).toMatchObject({ code: 'forbidden' });
    const past = (set: Partial<typeof bookingTasks.$inferInsert>) =>
      refused(actAs(cook, (tx) => tx.update(bookingTasks).set(set).where(eq(bookingTasks.id, id))));
    expect(await past({ title: 'Mine now' })).toBe('42501');
    expect(await past({ assigneeId: cook.userId })).toBe('42501');
    expect(await past({ doneAt: new Date(), doneBy: office.manager.userId })).toBe('CT040');
    expect(await refused(actAs(cook, (tx) => tx.delete(bookingTasks)))).toBe('42501');
    expect(
      await refused(
        actAs(cook, (tx) =>
          tx
            .insert(bookingTasks)
            .values({ companyId: office.id, bookingId: booking, title: 'X', forRole: 'kitchen' }),
        ),
      ),
    ).toBe('42501');
  });
});

describe('a sheet’s tasks', () => {
  test('are of the day: overdue ones today alone, undated ones on the day of their event', async () => {
    await task('Due', { forRole: 'kitchen' });
    await task('Overdue', { forRole: 'kitchen', dueAt: localIn(-80) });
    await task('Some day', { forRole: 'kitchen', dueAt: '' });
    await task('Later', { forRole: 'kitchen', dueAt: localIn(24 * 9) });
    // Events that begin past midnight of the company's clock aren't today's.
    const [event] = await actAs(office.manager, (tx) =>
      tx.select({ startsAt: bookings.startsAt }).from(bookings).where(eq(bookings.id, booking)),
    );
    const today = event?.startsAt.toISOString().slice(0, 10) === new Date().toISOString().slice(0, 10);
    expect((await titles(cook)).sort()).toEqual(['Due', 'Overdue', ...(today ? ['Some day'] : [])].sort());
    const late = (await sheet(cook)).find(({ title }) => title === 'Overdue');
    await tickTask(cook, { id: late?.id ?? '', done: true });
    expect(await sheet(cook)).toContainEqual(expect.objectContaining({ title: 'Overdue', done: true }));
    const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    expect(await titles(cook, 'kitchen', day)).toEqual(['Later']);
  });

  test('are shown to the office too, whoever they are given to; not those of its own', async () => {
    await task('Chop the onions', { forRole: 'kitchen', assigneeId: cook.userId });
    await task('Call the customer', { assigneeId: office.staff.userId });
    expect(await titles(office.staff, 'kitchen')).toEqual(['Chop the onions']);
  });

  test('go when the event is called off', async () => {
    await task('Chop the onions', { forRole: 'kitchen' });
    await cancelBooking(office.manager, { id: booking, reason: 'Called off' });
    expect(await titles(cook)).toEqual([]);
  });
});
