import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { savedViews } from '@/db/schema/lists';
import { actAs, type OfficeActor } from '@/db/session';
import { bookingsScreen } from '@/lib/bookings/screens';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { mostViews } from './list-names';
import { changeView, chooseColumns, deleteView, orderViews, saveView } from './mutations';

let company: TestCompany;
beforeEach(async () => {
  company = await makeCompany();
});

async function look(person: OfficeActor, search: Record<string, string> = {}) {
  const opened = await openScreen(bookingsScreen, {
    sessionId: await makeSession(person.userId),
    address: { params: {}, search },
  });
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data.looks;
}
const namesOf = async (person: OfficeActor) => (await look(person)).views.map(({ name }) => name);
const keep = (person: OfficeActor, view: Partial<Parameters<typeof saveView>[1]> = {}) =>
  saveView(person, { list: 'bookings', name: 'Quotes', query: 'status=quoted', shared: false, ...view });

describe('a saved view', () => {
  test('is one’s own; a shared one is everybody’s in the company and nobody’s elsewhere', async () => {
    await keep(company.staff);
    await keep(company.manager, { name: 'All quotes', shared: true });
    expect(await namesOf(company.staff)).toEqual(['All quotes', 'Quotes']);
    expect(await namesOf(company.manager)).toEqual(['All quotes']);
    expect((await look(company.staff)).views).toMatchObject([
      { query: 'status=quoted', shared: true, own: false, known: true },
      { query: 'status=quoted', shared: false, own: true, known: true },
    ]);
    expect(await namesOf((await makeCompany()).manager)).toEqual([]);
  });

  test('is made once for one key, and its name is taken then', async () => {
    const input = { list: 'bookings' as const, name: 'Quotes', query: '', shared: false };
    const key = v7();
    const made = await Promise.all([1, 2].map(() => saveView(company.staff, input, { key })));
    expect(made[0]).toEqual(made[1]);
    await expect(keep(company.staff)).rejects.toMatchObject({
      code: 'conflict',
      detail: { fields: { name: 'You have a view “Quotes” of this list already.' } },
    });
    await keep(company.manager);
    await keep(company.staff, { list: 'customers' });
  });

  test('is shared, renamed and kept by managers; staff keep their own', async () => {
    await expect(keep(company.staff, { shared: true })).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await keep(company.manager, { shared: true });
    for (const change of [{ name: 'Mine' }, { shared: false }, { query: '' }])
      await expect(changeView(company.staff, { id, ...change })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteView(company.staff, { id })).rejects.toMatchObject({ code: 'forbidden' });
    const second = await makeUser({ companyId: company.id, role: 'manager' });
    const other: OfficeActor = { ...company.manager, userId: second.id };
    await changeView(other, { id, name: 'Open quotes' });
    await expect(changeView(other, { id, shared: false })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await namesOf(company.staff)).toEqual(['Open quotes']);
    await changeView(company.manager, { id, shared: false });
    expect(await namesOf(company.staff)).toEqual([]);
    await expect(changeView(other, { id, name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await deleteView(company.manager, { id });
    await deleteView(company.manager, { id });
    expect(await namesOf(company.manager)).toEqual([]);
  });

  test('of which nothing can be made any more is shown as such', async () => {
    await keep(company.staff, { name: 'Gone', query: 'status=on_hold' });
    expect((await look(company.staff)).views).toMatchObject([{ name: 'Gone', known: false }]);
  });

  test('stands where it was put, and there is an end to them', async () => {
    const ids: string[] = [];
    for (let n = 1; n <= mostViews; n += 1) ids.push((await keep(company.staff, { name: `View ${n}` })).id);
    await expect(keep(company.staff, { name: 'One more' })).rejects.toMatchObject({ code: 'conflict' });
    await orderViews(company.staff, { list: 'bookings', ids: ids.toReversed() });
    expect((await namesOf(company.staff)).slice(0, 2)).toEqual([
      `View ${mostViews}`,
      `View ${mostViews - 1}`,
    ]);
  });

  test('is in the audit; columns of one’s own aren’t', async () => {
    await chooseColumns(company.manager, { list: 'bookings', columns: ['event'] });
    const { id } = await keep(company.manager);
    await changeView(company.manager, { id, name: 'Open quotes' });
    await deleteView(company.manager, { id });
    const told = await actAs(company.manager, (tx) =>
      tx.execute(sql`select action from audit_events where table_name = 'saved_views' order by id`),
    );
    expect(told.map(({ action }) => action)).toEqual(['insert', 'update', 'delete']);
  });
});

describe('in the database itself', () => {
  test('staff neither share, nor change or remove what others shared', async () => {
    const { id } = await keep(company.manager, { shared: true });
    const { companyId, userId: ownerId } = company.staff;
    const refused = { code: '42501' };
    const row = { companyId, ownerId, list: 'bookings', name: 'Mine', query: '' };
    const asStaff = (work: Parameters<typeof actAs>[1]) => actAs(company.staff, work);
    await expect(
      asStaff((tx) => tx.insert(savedViews).values({ ...row, shared: true })),
    ).rejects.toMatchObject(refused);
    await expect(
      asStaff((tx) => tx.insert(savedViews).values({ ...row, ownerId: company.manager.userId })),
    ).rejects.toMatchObject(refused);
    await expect(
      asStaff((tx) => tx.update(savedViews).set({ name: 'Mine' }).where(eq(savedViews.id, id))),
    ).rejects.toMatchObject(refused);
    await expect(asStaff((tx) => tx.delete(savedViews).where(eq(savedViews.id, id)))).rejects.toMatchObject(
      refused,
    );
    await expect(
      asStaff((tx) => tx.update(savedViews).set({ ownerId }).where(eq(savedViews.id, id))),
    ).rejects.toMatchObject(refused);
  });

  test('a manager makes no view in another’s name and sees nobody’s own', async () => {
    const { id } = await keep(company.staff);
    const { companyId } = company.manager;
    const forged = {
      companyId,
      ownerId: company.staff.userId,
      list: 'bookings',
      name: 'Forged',
      query: '',
      shared: true,
    };
    await expect(actAs(company.manager, (tx) => tx.insert(savedViews).values(forged))).rejects.toMatchObject({
      code: '42501',
    });
    const seen = await actAs(company.manager, (tx) =>
      tx
        .select()
        .from(savedViews)
        .where(and(eq(savedViews.id, id))),
    );
    expect(seen).toEqual([]);
  });
});

describe('columns', () => {
  test('are remembered for a person and a list, and forgotten for the usual ones', async () => {
    await chooseColumns(company.staff, { list: 'bookings', columns: ['event', 'paid'] });
    await chooseColumns(company.staff, { list: 'bookings', columns: ['event', 'when'] });
    expect((await look(company.staff)).columns).toEqual(['event', 'when']);
    expect((await look(company.manager)).columns).toBeNull();
    await chooseColumns(company.staff, { list: 'bookings', columns: null });
    expect((await look(company.staff)).columns).toBeNull();
    await expect(chooseColumns(company.staff, { list: 'bookings', columns: [] })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
