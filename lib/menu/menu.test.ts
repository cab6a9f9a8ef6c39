import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { companies } from '@/db/schema/companies';
import { categories, items, offerCosts, services } from '@/db/schema/menu';
import { actAs, readAs } from '@/db/session';
import { readStaffPrices, setStaffPrices } from '@/lib/auth/staff-prices';
import { setOffered } from './arrange';
import { createDish, createService, updateDish, updateService } from './mutations';
import { askServices, costFor } from './offer-queries';
import { listDishes } from './queries';
import { typedDish, typedService } from './testing/kitchen';

let mine: TestCompany;
let theirs: TestCompany;
let categoryId: string;
beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  ({ categoryId } = await makeMenu(mine.id));
});

const fieldsOf = (fields: Record<string, unknown>) => ({ detail: { fields } });
const now = new Date();
let named = 0;
/** A name of its own: each is the only one of its company. */
function name(word: string): string {
  named += 1;
  return `${word} ${named}`;
}

async function dish(id: string) {
  const [row] = await actAs(mine.manager, (tx) => tx.select().from(items).where(eq(items.id, id)));
  return row;
}

async function clientOf(company: TestCompany) {
  const customerId = (await makeCustomer(company.id)).id;
  const user = await makeUser({ companyId: company.id, role: 'client', customerId });
  return { role: 'client', companyId: company.id, userId: user.id, customerId } as const;
}

describe('a dish', () => {
  test('is added as it was typed, at the end of its category', async () => {
    const before = await listDishes(mine.manager, { category: categoryId, state: 'all' }, now);
    const { id } = await createDish(
      mine.manager,
      typedDish(categoryId, {
        name: name('Jollof tray'),
        price: '350.50',
        cost: '180',
        unit: 'tray',
        feeds: '12',
        minimumOrder: '2',
        preparationMinutes: '2,5',
        diets: ['halal'],
        spice: '2',
        allergens: { peanuts: 'contains', milk: 'free', soy: 'may_contain' },
        seasonFrom: '11',
        seasonTo: '2',
        availableFrom: '2026-01-01',
      }),
    );
    expect(await dish(id)).toMatchObject({
      price: 35_050,
      unit: 'tray',
      feeds: 12,
      minimumOrder: 2,
      preparationMinutes: 150,
      diets: ['halal'],
      spice: 2,
      contains: ['peanuts'],
      mayContain: ['soy'],
      freeFrom: ['milk'],
      seasonFrom: 11,
      seasonTo: 2,
      availableFrom: '2026-01-01',
      availableTo: null,
      active: true,
    });
    const after = await listDishes(mine.manager, { category: categoryId, state: 'all' }, now);
    expect(after.rows.map((row) => row.id)).toEqual([...before.rows.map((row) => row.id), id]);
    expect(after.rows.at(-1)?.cost).toBe(18_000);
  });

  test.each(['0', '-1', 'free', '1.234', '99999999999', ''])('refuses the price %j', (price) => {
    const attempt = async () =>
      createDish(mine.manager, typedDish(categoryId, { name: name('Priced'), price }));
    return expect(attempt()).rejects.toMatchObject(fieldsOf({ price: expect.any(String) }));
  });

  test.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(121) }, 'name'],
    [{ minimumOrder: '0' }, 'minimumOrder'],
    [{ unit: 'tray', feeds: '' }, 'feeds'],
    [{ preparationMinutes: 'soon' }, 'preparationMinutes'],
    [{ preparationMinutes: '337' }, 'preparationMinutes'],
    [{ availableFrom: '2026-02-01', availableTo: '2026-01-01' }, 'availableTo'],
    [{ availableFrom: '2026-02-31' }, 'availableFrom'],
    [{ seasonFrom: '4' }, 'seasonTo'],
    [{ diets: ['vegan'], allergens: { eggs: 'contains' } }, 'diets'],
  ] as const)('refuses %j', (typed, field) => {
    const attempt = async () =>
      createDish(mine.manager, typedDish(categoryId, { name: name('Wrong'), ...(typed as object) }));
    return expect(attempt()).rejects.toMatchObject(fieldsOf({ [field]: expect.any(String) }));
  });

  test('forgets what a tray feeds once it isn’t one', async () => {
    const { id } = await createDish(
      mine.manager,
      typedDish(categoryId, { name: name('Plate'), unit: 'guest', feeds: '12' }),
    );
    expect(await dish(id)).toMatchObject({ unit: 'guest', feeds: null });
  });

  test('has a name of its own, in its company', async () => {
    const taken = name('Waakye');
    await createDish(mine.staff, typedDish(categoryId, { name: taken }));
    const again = createDish(mine.manager, typedDish(categoryId, { name: taken }));
    await expect(again).rejects.toMatchObject({
      code: 'conflict',
      ...fieldsOf({ name: expect.any(String) }),
    });
    const there = await makeMenu(theirs.id);
    await createDish(theirs.manager, typedDish(there.categoryId, { name: taken }));
  });

  test('can’t be put into another company’s category, nor changed from another company', async () => {
    const there = await makeMenu(theirs.id);
    const stray = createDish(mine.manager, typedDish(there.categoryId, { name: name('Stray') }));
    await expect(stray).rejects.toMatchObject(fieldsOf({ categoryId: expect.any(String) }));
    for (const id of [there.itemId, v7()]) {
      const typed = typedDish(categoryId, { name: name('Taken over') });
      await expect(updateDish(mine.manager, { ...typed, id, version: 1 })).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(setOffered(mine.manager, { kind: 'dish', id, active: false })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    const past = actAs(mine.manager, (tx) =>
      tx.update(items).set({ categoryId: there.categoryId }).where(eq(items.categoryId, categoryId)),
    );
    await expect(past).rejects.toMatchObject({ code: '23503' });
  });

  test('moves to the end of another category, and a stale form is told what changed', async () => {
    const other = await makeMenu(mine.id);
    const title = name('Kontomire');
    const { id } = await createDish(mine.staff, typedDish(categoryId, { name: title }));
    await updateDish(mine.staff, {
      ...typedDish(other.categoryId, { name: title, description: 'With garden eggs.' }),
      id,
      version: 1,
    });
    expect(await dish(id)).toMatchObject({ categoryId: other.categoryId, position: 1, version: 2 });
    const late = updateDish(mine.manager, { ...typedDish(categoryId, { name: title }), id, version: 1 });
    await expect(late).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: { description: 'With garden eggs.', version: 2 } },
    });
  });
});

describe('a service', () => {
  test('is added and changed like a dish', async () => {
    const title = name('Marquee');
    const { id } = await createService(
      mine.manager,
      typedService({ name: title, unit: 'flat', price: '1,500', cost: '900', durationMinutes: '24' }),
    );
    await updateService(mine.staff, {
      ...typedService({ name: title, unit: 'hour', price: '75', minimumOrder: '4' }),
      id,
      version: 1,
    });
    const [row] = await actAs(mine.staff, (tx) => tx.select().from(services).where(eq(services.id, id)));
    expect(row).toMatchObject({ unit: 'hour', price: 7500, minimumOrder: 4, version: 2 });
    const seen = async (actor: typeof mine.staff) => {
      const [offered] = await readAs(actor, (tx) => [askServices(tx)]);
      return offered.find((service) => service.id === id)?.cost;
    };
    expect([await seen(mine.manager), await seen(mine.staff)]).toEqual([90_000, null]);
    const trays = async () =>
      createService(mine.manager, { ...typedService({ name: name('Tray') }), unit: 'tray' as never });
    await expect(trays()).rejects.toMatchObject(fieldsOf({ unit: expect.any(String) }));
  });
});

describe('what a dish costs the company', () => {
  test('is read and written by managers only', async () => {
    const title = name('Fried rice');
    const typed = typedDish(categoryId, { name: title, cost: '9' });
    const { id } = await createDish(mine.manager, typed);
    const seen = async (actor: typeof mine.staff) =>
      (await listDishes(actor, { q: title }, now)).rows.map(({ cost }) => cost);
    expect(await seen(mine.manager)).toEqual([900]);
    expect(await seen(mine.staff)).toEqual([null]);
    expect(costFor('staff', [{ cost: 900 }])).toBeUndefined();
    await expect(updateDish(mine.staff, { ...typed, id, version: 1 })).rejects.toMatchObject({
      code: 'forbidden',
      ...fieldsOf({ cost: expect.stringContaining('managers') }),
    });
    // A form without it leaves it as it is; an empty one takes it away.
    await updateDish(mine.staff, { ...typedDish(categoryId, { name: title }), id, version: 1 });
    expect(await seen(mine.manager)).toEqual([900]);
    await updateDish(mine.manager, { ...typedDish(categoryId, { name: title, cost: '' }), id, version: 2 });
    expect(await seen(mine.manager)).toEqual([null]);
  });

  test('stays behind the database’s own rules', async () => {
    const client = await clientOf(mine);
    for (const actor of [mine.staff, client]) {
      const read = actAs(actor, (tx) => tx.select().from(offerCosts));
      await expect(read).rejects.toMatchObject({ code: '42501' });
    }
    await expect(listDishes(client, {}, now)).rejects.toMatchObject({ code: '42501' });
    const { itemId } = await makeMenu(mine.id);
    await actAs(mine.manager, (tx) =>
      tx.insert(offerCosts).values({ companyId: mine.id, itemId, cost: 700 }),
    );
    const seen = (actor: Parameters<typeof actAs>[0]) =>
      actAs(actor, (tx) => tx.execute(sql`select cost_seen(${itemId}::uuid)::int as cost`));
    expect(await seen(mine.manager)).toMatchObject([{ cost: 700 }]);
    for (const actor of [mine.staff, theirs.manager])
      expect(await seen(actor)).toMatchObject([{ cost: null }]);
    await expect(seen(client)).rejects.toMatchObject({ code: '42501' });
  });
});

test('a client reads what is offered, and changes nothing', async () => {
  const { itemId } = await makeMenu(mine.id);
  const gone = await makeMenu(mine.id);
  await setOffered(mine.staff, { kind: 'dish', id: gone.itemId, active: false });
  const client = await clientOf(mine);
  const seen = await actAs(client, (tx) => tx.select({ id: items.id }).from(items));
  expect(seen.map(({ id }) => id)).toContain(itemId);
  expect(seen.map(({ id }) => id)).not.toContain(gone.itemId);
  await expect(createDish(client, typedDish(categoryId))).rejects.toMatchObject({ code: 'forbidden' });
  const write = actAs(client, (tx) => tx.update(items).set({ price: 1 }).where(eq(items.id, itemId)));
  await expect(write).rejects.toMatchObject({ code: '42501' });
});

describe('whether staff change prices', () => {
  test('is the managers’ choice, held by the command and by the database, and for prices only', async () => {
    const company = await makeCompany();
    const { itemId, categoryId: category } = await makeMenu(company.id);
    const typed = { ...typedDish(category, { price: '30' }), id: itemId };
    await expect(setStaffPrices(company.staff, { allowed: false })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await setStaffPrices(company.manager, { allowed: false });
    expect(await readStaffPrices(company.staff)).toBe(false);
    const refused = { code: 'forbidden', ...fieldsOf({ price: expect.stringContaining('managers') }) };
    await expect(updateDish(company.staff, { ...typed, version: 1 })).rejects.toMatchObject(refused);
    await expect(createDish(company.staff, typedDish(category))).rejects.toMatchObject(refused);
    await expect(createService(company.staff, typedService())).rejects.toMatchObject(refused);
    const past = actAs(company.staff, (tx) => tx.update(items).set({ price: 1 }).where(eq(items.id, itemId)));
    await expect(past).rejects.toMatchObject({ code: '42501' });
    await updateDish(company.staff, { ...typed, price: 2500, spice: 1, version: 1 });
    await setOffered(company.staff, { kind: 'dish', id: itemId, active: false });
    await setStaffPrices(company.manager, { allowed: true });
    await updateDish(company.staff, { ...typed, version: 3 });
    expect((await listDishes(company.staff, { state: 'archived' }, now)).rows).toMatchObject([
      { id: itemId, price: 3000, active: false },
    ]);
  });

  test('staff read that choice, but not how people sign in', async () => {
    const read = actAs(mine.staff, (tx) => tx.select({ asked: companies.secondFactorRoles }).from(companies));
    await expect(read).rejects.toMatchObject({ code: '42501' });
  });
});

test('every change names who made it', async () => {
  const { itemId } = await makeMenu(mine.id);
  await setOffered(mine.staff, { kind: 'dish', id: itemId, active: false });
  const found = await actAs(mine.manager, (tx) =>
    tx.execute<{ user_id: string; changes: unknown }>(
      `select user_id, changes from audit_events where table_name = 'items' and row_id = '${itemId}' and action = 'update'` as never,
    ),
  );
  expect(found).toMatchObject([{ user_id: mine.staff.userId, changes: { active: [true, false] } }]);
  const [category] = await actAs(mine.manager, (tx) =>
    tx.select({ active: categories.active }).from(categories).where(eq(categories.id, categoryId)),
  );
  expect(category?.active).toBe(true);
});
