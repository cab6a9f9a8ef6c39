import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { bookingTasks } from '@/db/schema/tasks';
import { type Actor, actAs, readAs } from '@/db/session';
import { moveBooking } from '../calendar/move-booking';
import { cancelBooking } from '../cancelling/call-off';
import { advanceBooking } from '../mutations';
import { readBooking } from '../queries';
import { create, inHours, localIn, makeOffice, type Office, refusal } from '../testing/office';
import { removeTemplate, saveTemplate, startChecklist } from './checklist-mutations';
import { addTask, editTask, layTasks, removeTask, tickTask } from './mutations';
import { askTasks, askTasksToday, tellTasks, tellTasksToday } from './queries';
import { sayRule, usualTasks } from './rules';
import { taskForm, templateForm } from './schema';

let office: Office;
beforeAll(async () => {
  office = await makeOffice();
});

const tasksOf = async (id: string, { manager }: Office = office) =>
  tellTasks((await readAs(manager, (tx) => [askTasks(tx, { id })] as const))[0]);
const taskOf = async (id: string, title: string) => {
  const found = (await tasksOf(id)).find((task) => task.title === title);
  if (!found) throw new Error(`No task “${title}”`);
  return found;
};

const rule = (change: Partial<Parameters<typeof templateForm.parse>[0] & object> = {}) =>
  templateForm.parse({
    title: 'Order the rice',
    forRole: 'staff',
    eventType: '',
    serviceStyle: '',
    amount: '2',
    dueUnit: 'days',
    side: 'before',
    dueFrom: 'start',
    ...change,
  });
const typed = (title: string, change: object = {}) =>
  taskForm.parse({ title, assigneeId: '', dueAt: '', pinned: false, ...change });
const move = async (id: string, hours: number) => {
  const from = (await readBooking(office.manager, id))?.booking.startsAt.toISOString() ?? '';
  return moveBooking(office.manager, { id, from, startsAt: localIn(hours) });
};

describe('a checklist', () => {
  test('is laid onto a booking when it is confirmed: what fits its type and style, once', async () => {
    const own = await makeOffice();
    await saveTemplate(own.manager, rule({ title: 'For all' }));
    await saveTemplate(
      own.manager,
      rule({ title: 'For weddings', eventType: 'wedding', amount: '4', dueUnit: 'hours' }),
    );
    await saveTemplate(own.manager, rule({ title: 'For plated', serviceStyle: 'plated' }));
    await saveTemplate(own.manager, rule({ title: 'For funerals', eventType: 'funeral' }));
    await saveTemplate(
      own.manager,
      rule({ title: 'Deposit', dueFrom: 'confirmation', side: 'after', amount: '1' }),
    );
    const { id } = await create(own);
    expect(await tasksOf(id, own)).toEqual([]);
    await advanceBooking(own.staff, { id, to: 'confirmed' });
    const laid = await tasksOf(id, own);
    expect(laid.map(({ title }) => title).sort()).toEqual(['Deposit', 'For all', 'For weddings']);
    const { booking } = (await readBooking(own.manager, id)) ?? {};
    const hoursFrom = (title: string, at?: Date | null) =>
      ((laid.find((task) => task.title === title)?.dueAt?.getTime() ?? 0) - (at?.getTime() ?? 0)) / 3_600_000;
    expect(hoursFrom('For all', booking?.startsAt)).toBe(-48);
    expect(hoursFrom('For weddings', booking?.startsAt)).toBe(-4);
    expect(hoursFrom('Deposit', booking?.confirmedAt)).toBe(24);
    expect(await layTasks(own.staff, { bookingId: id })).toEqual({ added: 0 });
    await saveTemplate(own.manager, rule({ title: 'Thought of later' }));
    expect(await layTasks(own.staff, { bookingId: id })).toEqual({ added: 1 });
  });

  test('begins with the usual, once, and is the managers’', async () => {
    const own = await makeOffice();
    expect(await startChecklist(own.manager, {})).toEqual({ added: usualTasks.length });
    expect(await startChecklist(own.manager, {})).toEqual({ added: 0 });
    expect(await refusal(saveTemplate(own.staff, rule()))).toMatchObject({ code: 'forbidden' });
    const past = actAs(own.staff, (tx) =>
      tx.execute(sql`insert into task_templates (id, company_id, title, due_from, due_amount, due_unit)
        values (gen_random_uuid(), ${own.id}, 'X', 'start', 0, 'days')`),
    );
    await expect(past).rejects.toMatchObject({ code: '42501' });
  });

  test('loses a task without taking it from the bookings that have it', async () => {
    const own = await makeOffice();
    const { id } = await saveTemplate(own.manager, rule());
    const booking = await create(own);
    await layTasks(own.staff, { bookingId: booking.id });
    await removeTemplate(own.manager, { id });
    expect(await tasksOf(booking.id, own)).toHaveLength(1);
  });

  test('says its rules as people do', () => {
    expect(sayRule({ dueAmount: -1, dueUnit: 'days', dueFrom: 'start' })).toBe('1 day before the start');
    expect(sayRule({ dueAmount: 4, dueUnit: 'hours', dueFrom: 'confirmation' })).toBe(
      '4 hours after the confirmation',
    );
    expect(sayRule({ dueAmount: 0, dueUnit: 'days', dueFrom: 'start' })).toBe('at the start');
  });

  test('refuses what can’t be meant', () => {
    const wrong = templateForm.safeParse({ ...rule(), amount: '1.5', title: ' ', dueUnit: 'weeks' });
    expect(wrong.error?.issues.map(({ path }) => path[0])).toEqual(
      expect.arrayContaining(['amount', 'title', 'dueUnit']),
    );
  });

  test('counts days by the clock on the wall where the clocks change', async () => {
    const [found] = await actAs(office.manager, (tx) =>
      tx.execute<{ days: Date; hours: Date }>(sql`select
        task_due('2027-03-29T12:00Z', -3, 'days', 'Europe/London') as days,
        task_due('2027-03-29T12:00Z', -72, 'hours', 'Europe/London') as hours`),
    );
    // Summer time begins on the 28th: 13:00 on the wall is 13:00 UTC before it.
    expect(new Date(found?.days ?? 0).toISOString()).toBe('2027-03-26T13:00:00.000Z');
    expect(new Date(found?.hours ?? 0).toISOString()).toBe('2027-03-26T12:00:00.000Z');
  });
});

describe('tasks of a booking that moves', () => {
  test('go with it by rule and by distance, but for what is fixed or done', async () => {
    const template = await saveTemplate(office.manager, rule({ title: 'By rule' }));
    const { id } = await create(office, { startsAt: localIn(240), endsAt: localIn(244) });
    await advanceBooking(office.manager, { id, to: 'confirmed' });
    await removeTemplate(office.manager, { id: template.id });
    const due = localIn(200);
    for (const [title, change] of [
      ['By distance', { dueAt: due }],
      ['Fixed', { dueAt: due, pinned: true }],
      ['Done', { dueAt: due }],
      ['No date', {}],
    ] as const)
      await addTask(office.staff, { bookingId: id, ...typed(title, change) });
    await tickTask(office.staff, { id: (await taskOf(id, 'Done')).id, done: true });
    await move(id, 264);
    const at = async (title: string) => (await taskOf(id, title)).dueAt?.getTime();
    expect(await at('By rule')).toBe(inHours(264 - 48).getTime());
    expect(await at('By distance')).toBe(inHours(224).getTime());
    expect(await at('Fixed')).toBe(inHours(200).getTime());
    expect(await at('Done')).toBe(inHours(200).getTime());
    expect(await at('No date')).toBeUndefined();
  });

  test('fall away when it is called off', async () => {
    const { id } = await create(office);
    await advanceBooking(office.manager, { id, to: 'confirmed' });
    const task = await addTask(office.staff, {
      bookingId: id,
      ...typed('Polish the glasses', { dueAt: localIn(1) }),
    });
    await cancelBooking(office.manager, { id, reason: 'Called off' });
    expect(await tasksOf(id)).toEqual([]);
    expect(await refusal(tickTask(office.staff, { id: task.id, done: true }))).toMatchObject({
      message: 'A cancelled booking has nothing left to do.',
    });
    expect(await refusal(layTasks(office.staff, { bookingId: id }))).toMatchObject({ code: 'conflict' });
  });
});

describe('a task', () => {
  test('keeps its rule while its date stays, and leaves it with another', async () => {
    const template = await saveTemplate(office.manager, rule({ title: 'Keeps or leaves' }));
    const { id } = await create(office, { startsAt: localIn(240), endsAt: localIn(244) });
    await layTasks(office.staff, { bookingId: id });
    await removeTemplate(office.manager, { id: template.id });
    const edit = async (dueAt: string) => {
      const task = await taskOf(id, 'Keeps or leaves');
      await editTask(office.staff, { id: task.id, version: task.version, ...typed(task.title, { dueAt }) });
      return (await taskOf(id, 'Keeps or leaves')).rule;
    };
    expect(await edit(localIn(192))).toMatchObject({ dueAmount: -2 });
    expect(await edit(localIn(100))).toBeNull();
    const task = await taskOf(id, 'Keeps or leaves');
    const stale = editTask(office.staff, { id: task.id, version: task.version - 1, ...typed('Late') });
    expect(await refusal(stale)).toMatchObject({ code: 'conflict' });
  });

  test('is given to somebody of the office, and to nobody else’s people or clients', async () => {
    const { id } = await create(office);
    const add = (assigneeId: string) =>
      refusal(addTask(office.staff, { bookingId: id, ...typed('Call', { assigneeId }) }));
    expect(await add(office.manager.userId)).toBeUndefined();
    const client = await makeUser({ companyId: office.id, role: 'client', customerId: office.customerId });
    const stranger = await makeOffice();
    for (const userId of [client.id, stranger.staff.userId])
      expect(await add(userId)).toMatchObject({
        detail: { fields: { assigneeId: 'Choose somebody of the office.' } },
      });
  });

  test('is ticked once, in one’s own name, also past the product', async () => {
    const { id } = await create(office);
    const { id: task } = await addTask(office.staff, { bookingId: id, ...typed('Once') });
    await tickTask(office.staff, { id: task, done: true });
    await tickTask(office.manager, { id: task, done: true });
    expect(await taskOf(id, 'Once')).toMatchObject({ doneBy: expect.any(String) });
    const [row] = await actAs(office.manager, (tx) =>
      tx.select().from(bookingTasks).where(eq(bookingTasks.id, task)),
    );
    expect(row?.doneBy).toBe(office.staff.userId);
    await tickTask(office.manager, { id: task, done: false });
    const forged = actAs(office.staff, (tx) =>
      tx
        .update(bookingTasks)
        .set({ doneAt: new Date(), doneBy: office.manager.userId })
        .where(eq(bookingTasks.id, task)),
    );
    await expect(forged).rejects.toMatchObject({ code: 'CT040' });
    await removeTask(office.staff, { id: task });
    await removeTask(office.staff, { id: task });
  });

  test('of another company is nobody’s, and clients have none', async () => {
    const stranger = await makeOffice();
    const { id } = await create(office);
    const { id: task } = await addTask(office.staff, { bookingId: id, ...typed('Ours') });
    expect(await refusal(tickTask(stranger.staff, { id: task, done: true }))).toMatchObject({
      code: 'not_found',
    });
    expect(await refusal(addTask(stranger.staff, { bookingId: id, ...typed('Theirs') }))).toMatchObject({
      code: 'not_found',
    });
    const client: Actor = {
      role: 'client',
      companyId: office.id,
      userId: office.staff.userId,
      customerId: office.customerId,
    };
    expect(await refusal(tickTask(client, { id: task, done: true }))).toMatchObject({ code: 'forbidden' });
    await expect(readAs(client, (tx) => [askTasks(tx, { id })])).rejects.toMatchObject({ code: '42501' });
  });

  test('refuses a fixed date that isn’t there', () => {
    expect(taskForm.safeParse({ title: 'X', pinned: true }).error?.issues[0]?.path).toEqual(['dueAt']);
  });
});

test('Today shows what is due or overdue, one’s own first', async () => {
  const own = await makeOffice();
  const { id } = await create(own);
  const add = (title: string, change: object) =>
    addTask(own.manager, { bookingId: id, ...typed(title, change) });
  await add('Somebody’s, long overdue', { dueAt: localIn(-50) });
  await add('Mine', { dueAt: localIn(-2), assigneeId: own.staff.userId });
  await add('Next week', { dueAt: localIn(24 * 7) });
  await add('No date', {});
  const read = async (actor: Actor) => {
    const [rows] = await readAs(
      actor,
      (tx) => [askTasksToday(tx, { now: new Date().toISOString() })] as const,
    );
    return tellTasksToday(rows).tasks;
  };
  expect((await read(own.staff)).map(({ title, mine }) => [title, mine])).toEqual([
    ['Mine', true],
    ['Somebody’s, long overdue', false],
  ]);
  expect((await read(own.manager)).map(({ title }) => title)).toEqual(['Somebody’s, long overdue', 'Mine']);
});
