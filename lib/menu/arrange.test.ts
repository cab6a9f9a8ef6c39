import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeMenu } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { categories, items } from '@/db/schema/menu';
import { actAs, readAs } from '@/db/session';
import { createCategory, place, setOffered, updateCategory } from './arrange';
import { createDish } from './mutations';
import { askCountedCategories } from './offer-queries';
import { typedDish } from './testing/kitchen';

let mine: TestCompany;
let theirs: TestCompany;
beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
});

const read = async (company: TestCompany) =>
  (await readAs(company.staff, (tx) => [askCountedCategories(tx)]))[0];
const namesOf = async (company: TestCompany) => (await read(company)).map(({ name }) => name);

async function filled(names: readonly string[]) {
  const company = await makeCompany();
  const ids: Record<string, string> = {};
  for (const name of names) ids[name] = (await createCategory(company.staff, { name })).id;
  return { company, id: (name: string) => ids[name] ?? '' };
}

describe('categories', () => {
  test('stand in the order they were added, and where they are moved to', async () => {
    const { company, id } = await filled(['Rice', 'Soups', 'Drinks', 'Desserts']);
    expect(await namesOf(company)).toEqual(['Rice', 'Soups', 'Drinks', 'Desserts']);
    await place(company.staff, { kind: 'category', id: id('Desserts'), after: null });
    await place(company.manager, { kind: 'category', id: id('Rice'), after: id('Drinks') });
    expect(await namesOf(company)).toEqual(['Desserts', 'Soups', 'Drinks', 'Rice']);
  });

  test('moved by two people at once, both moves hold', async () => {
    const names = Array.from({ length: 8 }, (_, at) => `Course ${at}`);
    const { company, id } = await filled(names);
    await Promise.all([
      place(company.manager, { kind: 'category', id: id('Course 7'), after: null }),
      place(company.staff, { kind: 'category', id: id('Course 0'), after: id('Course 4') }),
      place(company.manager, { kind: 'category', id: id('Course 2'), after: id('Course 6') }),
    ]);
    const order = await namesOf(company);
    expect([...order].sort()).toEqual(names);
    expect(order[0]).toBe('Course 7');
    expect(order[order.indexOf('Course 4') + 1]).toBe('Course 0');
    expect(order[order.indexOf('Course 6') + 1]).toBe('Course 2');
    const stored = await actAs(company.staff, (tx) =>
      tx.select({ position: categories.position }).from(categories).orderBy(asc(categories.position)),
    );
    expect(stored.map(({ position }) => position)).toEqual(names.map((_, at) => at));
  });

  test('renamed: told to whoever renames at the same time; a name is there once', async () => {
    const { company, id } = await filled(['Rise', 'Soups']);
    await updateCategory(company.staff, { id: id('Rise'), version: 1, name: 'Rice' });
    const late = updateCategory(company.manager, { id: id('Rise'), version: 1, name: 'Grains' });
    await expect(late).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: { name: 'Rice', pictureId: null, version: 2 } },
    });
    await expect(createCategory(company.staff, { name: 'Rice' })).rejects.toMatchObject({
      code: 'conflict',
      detail: { fields: { name: expect.stringContaining('Rice') } },
    });
    await expect(createCategory(company.staff, { name: '  ' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('archived and brought back, counting what they offer', async () => {
    const { company, id } = await filled(['Rice']);
    await createDish(company.staff, typedDish(id('Rice')));
    await setOffered(company.staff, { kind: 'category', id: id('Rice'), active: false });
    expect(await read(company)).toMatchObject([{ active: false, dishes: 1 }]);
    await setOffered(company.manager, { kind: 'category', id: id('Rice'), active: true });
    expect(await read(company)).toMatchObject([{ active: true }]);
  });

  test('of another company can be neither moved nor moved behind', async () => {
    const own = await filled(['Rice', 'Soups']);
    const other = await createCategory(theirs.staff, { name: 'Theirs' });
    const steal = place(own.company.manager, { kind: 'category', id: other.id, after: null });
    await expect(steal).rejects.toMatchObject({ code: 'not_found' });
    const behind = place(own.company.manager, { kind: 'category', id: own.id('Rice'), after: other.id });
    await expect(behind).rejects.toMatchObject({ code: 'conflict' });
    expect(await namesOf(own.company)).toEqual(['Rice', 'Soups']);
    const rename = updateCategory(own.company.manager, { id: other.id, version: 1, name: 'Ours' });
    await expect(rename).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('dishes', () => {
  test('are moved within their category only', async () => {
    const { categoryId, itemId } = await makeMenu(mine.id);
    const elsewhere = await makeMenu(mine.id);
    const made = [];
    for (const name of ['Ayoyo', 'Bofrot', 'Chichinga'])
      made.push((await createDish(mine.staff, typedDish(categoryId, { name }))).id);
    const [first = '', , last = ''] = made;
    await place(mine.staff, { kind: 'dish', id: last, after: itemId });
    const order = await actAs(mine.staff, (tx) =>
      tx
        .select({ id: items.id })
        .from(items)
        .where(eq(items.categoryId, categoryId))
        .orderBy(asc(items.position)),
    );
    expect(order.map(({ id }) => id)).toEqual([itemId, last, first, made[1]]);
    const across = place(mine.staff, { kind: 'dish', id: first, after: elsewhere.itemId });
    await expect(across).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Look'),
    });
  });
});
