import { beforeAll, describe, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { createCategory, setOffered } from './arrange';
import { type MenuFilter, menuFilter } from './list-filter';
import { createDish } from './mutations';
import { listDishes, pageSize } from './queries';
import { typedDish } from './testing/kitchen';

let mine: TestCompany;
let rice: string;
let snacks: string;
const now = new Date('2027-01-15T10:00:00Z');

beforeAll(async () => {
  mine = await makeCompany();
  rice = (await createCategory(mine.staff, { name: 'Rice' })).id;
  snacks = (await createCategory(mine.staff, { name: 'Snacks' })).id;
  const add = (category: string, typed: Parameters<typeof typedDish>[1]) =>
    createDish(mine.staff, typedDish(category, typed));
  await add(rice, { name: 'Waakye', allergens: { peanuts: 'free' }, diets: ['vegan'] });
  await add(rice, { name: 'Jollof à la Kokrobité', description: 'With shito' });
  await add(snacks, { name: 'Mango slices', seasonFrom: '4', seasonTo: '6' });
  await add(snacks, {
    name: 'Groundnut cake',
    allergens: { peanuts: 'contains' },
    seasonFrom: '12',
    seasonTo: '1',
  });
  await add(snacks, { name: 'Christmas chips', availableTo: '2026-12-26' });
  const gone = await add(snacks, { name: 'Old chips' });
  await setOffered(mine.staff, { kind: 'dish', id: gone.id, active: false });
});

const list = (filter: MenuFilter) => listDishes(mine.staff, filter, now);
const names = async (filter: MenuFilter) => (await list(filter)).rows.map(({ name }) => name);

describe('the list of dishes', () => {
  test('shows what is on the menu by name, with counts by category and state', async () => {
    const all = await list({});
    expect(all.rows.map(({ name }) => name)).toEqual([
      'Christmas chips',
      'Groundnut cake',
      'Jollof à la Kokrobité',
      'Mango slices',
      'Waakye',
    ]);
    expect(all).toMatchObject({ total: 5, counts: { active: 5, archived: 1 }, whole: false });
    expect(all.counts.byCategory).toEqual({ [rice]: 2, [snacks]: 3 });
    expect((await list({ state: 'archived' })).counts.byCategory).toEqual({ [rice]: 0, [snacks]: 1 });
  });

  test.each([
    ['without accents', { q: 'KOKROBITE a' }, ['Jollof à la Kokrobité']],
    ['in the description', { q: 'shito' }, ['Jollof à la Kokrobité']],
    ['of nothing', { q: '%' }, []],
    ['that is archived', { state: 'archived' }, ['Old chips']],
    ['of a diet', { diet: 'vegan' }, ['Waakye']],
    ['known to be free from peanuts', { free: 'peanuts' }, ['Waakye']],
    ['nothing is known of', { free: 'lupin' }, []],
    ['offered today', { today: true }, ['Groundnut cake', 'Jollof à la Kokrobité', 'Waakye']],
    ['offered today, of a word', { today: true, q: 'chips' }, []],
  ] as [string, MenuFilter, string[]][])('finds what is %s', async (_, filter, found) => {
    expect(await names(filter)).toEqual(found);
  });

  test('finds no word of another company’s menu', async () => {
    const theirs = await makeCompany();
    const { id } = await createCategory(theirs.staff, { name: 'Rice' });
    await createDish(theirs.staff, typedDish(id, { name: 'Kokrobité platter', description: 'With shito' }));
    expect(await names({ q: 'platter' })).toEqual([]);
    expect(await names({ q: 'shito' })).toEqual(['Jollof à la Kokrobité']);
    const found = await listDishes(theirs.staff, { q: 'shito kokrobite' }, now);
    expect(found.rows.map(({ name }) => name)).toEqual(['Kokrobité platter']);
  });

  test('a category by itself is whole and in its own order', async () => {
    const shown = await list({ category: snacks, state: 'all' });
    expect(shown.whole).toBe(true);
    expect(shown.rows.map(({ name }) => name)).toEqual([
      'Mango slices',
      'Groundnut cake',
      'Christmas chips',
      'Old chips',
    ]);
    expect((await list({ category: snacks, q: 'cake' })).whole).toBe(false);
  });

  test('reads its address back; what it can’t mean is left out', () => {
    const filter = menuFilter.read({ category: rice, diet: 'vegan', free: 'peanuts', today: '1', q: 'x y' });
    expect(
      menuFilter.read(Object.fromEntries(new URLSearchParams(menuFilter.href(filter).split('?')[1]))),
    ).toEqual(filter);
    expect(menuFilter.read({ category: "'; drop", diet: 'carnivore', free: 'kindness', state: 'x' })).toEqual(
      {},
    );
  });

  test('goes page by page through a long menu and back', async () => {
    const company = await makeCompany();
    const { id } = await createCategory(company.staff, { name: 'All' });
    for (let at = 0; at <= pageSize; at += 1)
      await createDish(company.staff, typedDish(id, { name: `Dish ${String(at).padStart(3, '0')}` }));
    const first = await listDishes(company.staff, {}, now);
    expect(first.rows).toHaveLength(pageSize);
    const second = await listDishes(company.staff, { after: first.next }, now);
    expect(second.rows.map(({ name }) => name)).toEqual([`Dish ${String(pageSize).padStart(3, '0')}`]);
    const back = await listDishes(company.staff, { before: second.previous }, now);
    expect(back.rows).toEqual(first.rows);
  });
});
