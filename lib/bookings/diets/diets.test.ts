import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openPool } from '@/db/client';
import { allergens as allAllergens, diets as allDiets } from '@/db/enums';
import { makeUser } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { guestDiets } from '@/db/schema/diets';
import { items } from '@/db/schema/menu';
import { actAs, readAs } from '@/db/session';
import { listBookings } from '../list-queries';
import { advanceBooking, updateBooking } from '../mutations';
import { readBooking } from '../queries';
import { create, edit, makeOffice, type Office } from '../testing/office';
import { askVersions, tellVersions } from '../versions/queries';
import { addDiet, editDiet, removeDiet } from './mutations';
import { askDiets, askServedDishes, tellDiets, tellServedDishes } from './queries';
import { dishesFor, dishFit, fits, goesHungry, type ServedDish } from './rules';
import { dietForm } from './schema';

let mine: Office;
let theirs: Office;
beforeAll(async () => {
  mine = await makeOffice();
  theirs = await makeOffice();
});

const ama = {
  ...{ guest: 'Ama', people: 1, avoids: ['peanuts', 'nuts'] as const, diets: ['vegan'] as const },
  ...{ severe: true, notes: 'Carries a pen' },
};
const diet = (bookingId: string, change: object = {}) => ({
  ...{ ...ama, avoids: [...ama.avoids], diets: [...ama.diets] },
  ...change,
  bookingId,
});
const bookingOf = async (id: string) => (await readBooking(mine.manager, id))?.booking;
const dietsOf = (id: string) =>
  readAs(mine.staff, (tx) => [askDiets(tx, { id })]).then(([rows]) => tellDiets(rows));

describe('a guest’s diet', () => {
  test('stands in what everybody reads of the booking, before the notes, and is found by its word', async () => {
    const { id } = await create(mine, { dietary: 'Ask again in May' });
    const { id: dietId } = await addDiet(mine.staff, diet(id));
    await addDiet(
      mine.staff,
      diet(id, { guest: 'Table 4', people: 3, avoids: ['gluten'], diets: [], severe: false, notes: null }),
    );
    const words = 'Ama: no peanuts, no tree nuts; severe; vegan; Carries a pen\nTable 4 (3): no gluten';
    expect(await bookingOf(id)).toMatchObject({
      dietary: `${words}\nAsk again in May`,
      dietNotes: 'Ask again in May',
    });
    const found = await listBookings(mine.staff, { q: 'peanuts' } as never, new Date());
    expect(found.rows.map((row) => row.id)).toContain(id);
    // The form has the notes alone, and saving it leaves the guests.
    const form = await edit(mine, id, () => ({ dietary: 'Asked: nothing new' }));
    expect(form.base?.dietary).toBe('Ask again in May');
    await updateBooking(mine.manager, form);
    expect((await bookingOf(id))?.dietary).toBe(`${words}\nAsked: nothing new`);
    await updateBooking(mine.manager, await edit(mine, id, () => ({ dietary: '' })));
    expect((await bookingOf(id))?.dietary).toBe(words);
    await removeDiet(mine.staff, { id: dietId });
    await removeDiet(mine.staff, { id: dietId });
    expect((await bookingOf(id))?.dietary).toBe('Table 4 (3): no gluten');
  });

  test('after confirmation is a new version that the kitchen is told of', async () => {
    const { id } = await create(mine);
    await advanceBooking(mine.manager, { id, to: 'confirmed' });
    await addDiet(mine.staff, diet(id));
    const [rows] = await readAs(mine.staff, (tx) => [askVersions(tx, { id })]);
    const versions = tellVersions(rows);
    expect(versions).toHaveLength(2);
    expect(JSON.stringify(versions)).toContain('kitchen');
  });

  test('is changed by who saw it last, and is refused on a closed booking, in the database too', async () => {
    const { id } = await create(mine);
    const made = await addDiet(mine.staff, diet(id));
    const { bookingId: _, ...said } = diet(id, { guest: 'Ama M.' });
    await editDiet(mine.manager, { id: made.id, version: 1, ...said });
    await expect(editDiet(mine.staff, { id: made.id, version: 1, ...said })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await dietsOf(id)).toMatchObject([{ guest: 'Ama M.', version: 2 }]);
    await actAs(mine.system, (tx) =>
      tx.update(bookings).set({ status: 'cancelled', cancelledAt: new Date() }).where(eq(bookings.id, id)),
    );
    await expect(addDiet(mine.staff, diet(id))).rejects.toMatchObject({ code: 'conflict' });
    for (const role of [mine.staff, mine.manager])
      await expect(
        actAs(role, (tx) => tx.delete(guestDiets).where(eq(guestDiets.id, made.id))),
      ).rejects.toMatchObject({ code: 'CT003' });
  });

  test('that two change at once is changed by one of them, and the other is told', async () => {
    const { id } = await create(mine);
    const { bookingId: _, ...said } = diet(id);
    const made = await addDiet(mine.staff, diet(id));
    const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
    const { both } = await actAs(mine.manager, async (tx) => {
      await tx.select().from(bookings).where(eq(bookings.id, id)).for('update');
      const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      const edits = ['Ama A.', 'Ama B.'].map((guest) =>
        editDiet(mine.staff, { ...said, id: made.id, version: 1, guest }),
      );
      await vi.waitFor(async () => {
        const waiting = await owner`with recursive held (pid) as (
            select ${me?.pid ?? 0}::int union
            select a.pid from pg_stat_activity a join held h on h.pid = any (pg_blocking_pids(a.pid)))
          select pid from held`;
        expect(waiting).toHaveLength(3);
      }, 45_000);
      return { both: Promise.allSettled(edits) };
    });
    expect((await both).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await dietsOf(id)).toMatchObject([{ version: 2 }]);
    await owner.end();
  });

  test('is nobody else’s: another company, another client, or a client’s to write', async () => {
    const { id } = await create(mine);
    const made = await addDiet(mine.staff, diet(id));
    await expect(addDiet(theirs.staff, diet(id))).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeDiet(theirs.staff, { id: made.id })).resolves.toBeUndefined();
    expect(await dietsOf(id)).toHaveLength(1);
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
    const client = {
      role: 'client',
      userId: user.id,
      companyId: mine.id,
      customerId: mine.customerId,
    } as const;
    expect(
      await actAs(client, (tx) => tx.select().from(guestDiets).where(eq(guestDiets.bookingId, id))),
    ).toHaveLength(1);
    const { bookingId: _, ...said } = diet(id);
    for (const attack of [
      () => actAs(client, (tx) => tx.delete(guestDiets)),
      () =>
        actAs(client, (tx) =>
          tx.insert(guestDiets).values({ ...said, id: v7(), companyId: mine.id, bookingId: id }),
        ),
      () =>
        actAs(theirs.manager, (tx) =>
          tx.insert(guestDiets).values({ ...said, id: v7(), companyId: mine.id, bookingId: id }),
        ),
    ])
      await expect(attack()).rejects.toMatchObject({ code: '42501' });
  });

  test('says something, and severe says what of', () => {
    const typed = { guest: 'Ama', people: '1', avoids: [], diets: [], severe: false, notes: '' };
    const problems = (change: object) =>
      dietForm.safeParse({ ...typed, ...change }).error?.issues.map(({ path }) => path.join('.'));
    expect(problems({})).toEqual(['notes']);
    expect(problems({ severe: true, notes: 'x' })).toEqual(['severe']);
    expect(problems({ guest: ' ', people: '0' })).toEqual(['guest', 'people', 'notes']);
    expect(problems({ avoids: ['peanuts'], severe: true })).toBeUndefined();
  });
});

const dish = (change: Partial<ServedDish> = {}): ServedDish => ({
  ...{ name: 'Jollof', contains: [], mayContain: [], freeFrom: [], diets: [] },
  ...change,
});

describe('a dish for a guest', () => {
  test.each([
    ['contains it', dish({ contains: ['peanuts'] }), false, 'no'],
    ['may contain it', dish({ mayContain: ['peanuts'] }), false, 'traces'],
    ['may contain it, and traces are too much', dish({ mayContain: ['peanuts'] }), true, 'no'],
    ['is known to be free from it', dish({ freeFrom: ['peanuts'] }), true, 'yes'],
    ['says nothing of it', dish(), false, 'unknown'],
  ] as const)('that %s', (_, served, severe, fit) => {
    expect(dishFit({ avoids: ['peanuts'], diets: [], severe }, served).fit).toBe(fit);
  });

  test('with a diet goes by its mark; what contradicts it says no, and no mark is unknown', () => {
    const vegan = { avoids: [], diets: ['vegan'], severe: false } as const;
    expect(dishFit(vegan, dish({ diets: ['vegan'] })).fit).toBe('yes');
    expect(dishFit(vegan, dish({ contains: ['milk'] }))).toEqual({ fit: 'no', why: ['contains milk'] });
    expect(dishFit(vegan, dish())).toEqual({ fit: 'unknown', why: ['not marked vegan'] });
    expect(goesHungry(vegan, [dish(), dish({ contains: ['eggs'] })])).toBe(true);
    expect(goesHungry(vegan, [dish(), dish({ diets: ['vegan'] })])).toBe(false);
    expect(goesHungry(vegan, [])).toBe(false);
  });

  test('is never right for them unless everything they need is said, and more needs never make it better', () => {
    const subset = <T extends string>(list: readonly T[]) => fc.subarray([...list]);
    const served = fc
      .tuple(fc.shuffledSubarray([...allAllergens]), fc.nat(14), fc.nat(14), subset(allDiets))
      .map(([list, a, b, marked]) => {
        const [one, two] = a < b ? [a, b] : [b, a];
        return dish({
          contains: list.slice(0, one),
          mayContain: list.slice(one, two),
          freeFrom: list.slice(two),
          diets: marked,
        });
      });
    const need = fc.record({ avoids: subset(allAllergens), diets: subset(allDiets), severe: fc.boolean() });
    fc.assert(
      fc.property(served, need, subset(allAllergens), (one, asked, more) => {
        const { fit } = dishFit(asked, one);
        if (fit === 'yes') {
          expect(asked.avoids.every((food) => one.freeFrom.includes(food))).toBe(true);
          expect(asked.diets.every((way) => one.diets.includes(way))).toBe(true);
        }
        const wider = dishFit({ ...asked, avoids: [...new Set([...asked.avoids, ...more])] }, one).fit;
        if (asked.avoids.length + asked.diets.length > 0)
          expect(fits.indexOf(wider)).toBeLessThanOrEqual(fits.indexOf(fit));
        expect(dishesFor(asked, [one]).flatMap(({ dishes }) => dishes)).toHaveLength(1);
      }),
    );
  });
});

test('the dishes of a booking are held against it as they are known now', async () => {
  const { id } = await create(mine);
  await actAs(mine.manager, (tx) =>
    tx
      .update(items)
      .set({ contains: ['peanuts'] })
      .where(eq(items.id, mine.menu.itemId)),
  );
  const [rows] = await readAs(mine.staff, (tx) => [askServedDishes(tx, { id })]);
  expect(tellServedDishes(rows)).toMatchObject([{ contains: ['peanuts'], freeFrom: [] }]);
});
