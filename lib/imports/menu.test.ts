import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { companies } from '@/db/schema/companies';
import { categories, items, offerCosts, services } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { addImport, startImport } from './mutations';
import { bring, check, readImport, takeBack } from './testing/run-import';
import { writeImport } from './writing/write-import';

// The engine isn't part of this: the steps are called as it calls them.
vi.mock('./events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

let company: TestCompany;
beforeAll(async () => {
  company = await makeCompany();
});

const outcomes = async (id: string, of = company) =>
  (await readImport(of.manager, id)).rows.map(({ outcome, field, reason }) =>
    reason ? `${outcome} ${field}: ${reason}` : outcome,
  );
const menuOf = (of = company) =>
  actAs(of.manager, async (tx) => ({
    categories: await tx.select().from(categories).orderBy(categories.position, categories.name),
    dishes: await tx.select().from(items).orderBy(items.position, items.name),
    services: await tx.select().from(services).orderBy(services.position, services.name),
  }));
const dish = async (name: string, of = company) => (await menuOf(of)).dishes.find((one) => one.name === name);
const menu = { kind: 'menu' } as const;

describe('a menu', () => {
  test('is read whole, each dish as its form would have made it, in the order of the file', async () => {
    const own = await makeCompany();
    await bring(
      own.manager,
      [
        'Type,Name,Category,Description,Price,Price is for,Feeds,Smallest order,Hours,Contains,May contain,Free from,Diets,Spice,Offered from,Offered until,Season from,Season to,On the menu',
        'Dish,Waakye,Rice,"Beans, rice",25.50,Per guest,,10,1.5,"Gluten; Eggs",Milk,"Fish, groundnuts",,Hot,01/02/2026,2026-12-31,Nov,2,yes',
        'Dish,Kenkey tray,Sides,,120,tray,12,1,,,,,"Vegan, gluten-free",,,,,,no',
        'Service,Waiter,Staff,,150,hour,,1,8,,,,,,,,,,',
        'Category,Soups,,,,,,,,,,,,,,,,,',
        'Category,Sides,,,,,,,,,,,,,,,,,no',
      ].join('\n'),
      menu,
    );
    const made = await menuOf(own);
    // Those with rows of their own first, though they stand last.
    expect(made.categories.map(({ name, active }) => [name, active])).toEqual([
      ['Soups', true],
      ['Sides', false],
      ['Rice', true],
    ]);
    expect(await dish('Waakye', own)).toMatchObject({
      price: 2550,
      unit: 'guest',
      minimumOrder: 10,
      preparationMinutes: 90,
      contains: ['gluten', 'eggs'],
      mayContain: ['milk'],
      freeFrom: ['fish', 'peanuts'],
      spice: 2,
      availableFrom: '2026-02-01',
      availableTo: '2026-12-31',
      seasonFrom: 11,
      seasonTo: 2,
    });
    expect(await dish('Kenkey tray', own)).toMatchObject({
      unit: 'tray',
      feeds: 12,
      diets: ['vegan', 'gluten_free'],
      active: false,
    });
    expect(made.services).toMatchObject([
      { name: 'Waiter', kind: 'staff', unit: 'hour', price: 15000, durationMinutes: 480 },
    ]);
  });

  test('changes what it says differently and nothing else; a second time it is here already', async () => {
    const own = await makeCompany();
    const list = 'Name,Category,Price,Contains,Free from\nFufu,Swallow,28,"Milk, Eggs",Fish\n';
    await bring(own.manager, list, menu);
    const again = await check(own.manager, list, menu);
    expect(await outcomes(again, own)).toEqual(['same']);
    await bring(own.manager, 'Name,Price,Contains\nFUFU,,Milk\n', menu);
    // What a list no longer says of eggs is unknown, never free from.
    expect(await dish('FUFU', own)).toMatchObject({ price: 2800, contains: ['milk'], freeFrom: ['fish'] });
    await bring(own.manager, 'Name,Price\nFUFU,99\n', { ...menu, existing: 'keep' });
    expect(await dish('FUFU', own)).toMatchObject({ price: 2800 });
  });

  test('has each row that can’t be taken with its column and reason', async () => {
    const id = await check(
      company.manager,
      [
        'Type,Name,Category,Price,Price is for,Feeds,Contains,May contain,Diets,Offered from,Offered until,Spice',
        'Dish,No price,Rice,,,,,,,,,',
        'Dish,Free,Rice,0,,,,,,,,',
        'Dish,Negative,Rice,-5,,,,,,,,',
        'Dish,Huge,Rice,99999999999,,,,,,,,',
        'Dish,Dollars,Rice,USD 20,,,,,,,,',
        'Dish,German,Rice,"1.250,50",,,,,,,,',
        'Dish,No category,,20,,,,,,,,',
        'Dish,,Rice,20,,,,,,,,',
        'Dish,Tray,Rice,20,tray,,,,,,,',
        'Dish,Unit,Rice,20,per moon,,,,,,,',
        'Dish,Shellfish,Rice,20,,,Shellfish,,,,,',
        'Dish,Twice,Rice,20,,,Milk,Dairy,,,,',
        'Dish,Cheese,Rice,20,,,Milk,,Vegan,,,',
        'Dish,Months,Rice,20,,,,,,06/13/2026,,',
        'Dish,Backwards,Rice,20,,,,,,2026-06-13,2026-06-12,',
        'Dish,Spice,Rice,20,,,,,,,,9',
        'Drink,Type,Rice,20,,,,,,,,',
        'Service,Band,Music,20,,,,,,,,',
        `Dish,${'n'.repeat(121)},Rice,20,,,,,,,,`,
        'Dish,Good,Rice,"1,250.50",,,,,,,,',
        'Dish,good,Rice,20,,,,,,,,',
        'Dish,م,أرز,20,,,,,,,,',
        'Dish,👩🏾‍🍳,Rice,20,,,,,,,,',
      ].join('\n'),
      menu,
    );
    const amount = 'Enter an amount such as GHS 1,250.50.';
    expect((await outcomes(id)).map((one) => one?.replaceAll('\u00a0', ' '))).toEqual([
      'bad price: Enter the price.',
      'bad price: Enter an amount above zero.',
      'bad price: An amount can’t be below zero.',
      'bad price: This amount is too large.',
      `bad price: ${amount}`,
      `bad price: ${amount}`,
      'bad category: Say which category the dish is in.',
      'bad name: Enter the name of the dish.',
      'bad feeds: Enter how many guests one tray feeds.',
      expect.stringMatching(/^bad unit: “per moon” is no unit/),
      expect.stringMatching(/^bad contains: “Shellfish” is none of the 14/),
      'bad mayContain: Milk stands in two lists of this row. Keep it in one.',
      expect.stringMatching(/^bad diets: It is marked vegan and contains milk/),
      'bad availableFrom: Write the date as 2026-06-13.',
      'bad availableTo: The last day comes before the first.',
      expect.stringMatching(/^bad spice/),
      expect.stringMatching(/^bad type/),
      expect.stringMatching(/^bad category: A service is/),
      expect.stringMatching(/^bad name: Keep this to 120/),
      'new',
      'conflict name: Line 21 is about the same dish.',
      'new',
      'new',
    ]);
    expect((await menuOf()).dishes).toEqual([]);
  });

  test('has its amounts as the company writes them, or as only a machine does', async () => {
    const german = await makeCompany();
    await actAs(german.system, (tx) => tx.update(companies).set({ locale: 'de-DE' }));
    const id = await check(
      german.manager,
      'Name;Category;Price\nA;R;1.250,50\nB;R;1,250.50\nC;R;1250.5\nD;R;1.250\n',
      menu,
    );
    expect((await outcomes(id, german)).map((one) => one?.slice(0, 9))).toEqual([
      'new',
      'bad price',
      'new',
      'new',
    ]);
    await startImport(german.manager, { id, skipBad: true });
    await writeImport(german.manager, id, new Date());
    expect((await menuOf(german)).dishes.map(({ name, price }) => [name, price])).toEqual([
      ['A', 125050],
      ['C', 125050],
      ['D', 125000],
    ]);
  });

  test('with a cell of 5 MB has that row wrong, and with two heads alike takes the one it is told', async () => {
    const id = await check(
      company.manager,
      `Name,Category,Price,Price,Description\nLong,Rice,5,7,${'x'.repeat(5_000_000)}\nShort,Rice,5,7,\n`,
      menu,
    );
    expect(await outcomes(id)).toEqual([
      'bad description: This cell is longer than 10,000 characters.',
      'new',
    ]);
    expect(await readImport(company.manager, id)).toMatchObject({
      heads: ['Name', 'Category', 'Price', 'Price (2)', 'Description'],
      mapping: { price: 2 },
    });
  });

  test('that somebody else changed meanwhile is checked again before anything is written', async () => {
    const own = await makeCompany();
    const id = await check(own.manager, 'Name,Category,Price\nOne,Rice,5\nTwo,Rice,6\n', menu);
    await bring(own.manager, 'Name,Category,Price\nTwo,Rice,7\n', menu);
    await startImport(own.manager, { id, skipBad: false });
    expect(await writeImport(own.manager, id, new Date())).toBe('outdated');
    expect(await dish('One', own)).toBeUndefined();
  });
});

describe('taking a menu back', () => {
  test('leaves it as it was, its categories too, and says what stays and why', async () => {
    const own = await makeCompany();
    await bring(own.manager, 'Name,Category,Price,Contains\nWas,Old,5,Milk\n', menu);
    const { id: bookingId } = await makeBooking(own.id);
    const before = await menuOf(own);
    const id = await bring(
      own.manager,
      [
        'Type,Name,Category,Price,Contains',
        'Dish,Was,New,8,Eggs',
        'Dish,Added,New,5,',
        'Dish,Alone,Lonely,5,',
        'Dish,Booked,Old,5,',
        'Dish,Edited,Old,5,',
        'Dish,Costed,Old,5,',
        'Service,Tent,Equipment,5,',
        'Category,Empty,,,',
      ].join('\n'),
      menu,
    );
    const booked = await dish('Booked', own);
    await actAs(own.system, (tx) =>
      tx
        .update(bookingLines)
        .set({ itemId: booked?.id ?? null })
        .where(and(eq(bookingLines.bookingId, bookingId), eq(bookingLines.kind, 'menu'))),
    );
    await actAs(own.manager, async (tx) => {
      await tx.update(items).set({ spice: 3 }).where(eq(items.name, 'Edited'));
      const costed = (await tx.select().from(items).where(eq(items.name, 'Costed')))[0];
      await tx.insert(offerCosts).values({ companyId: own.id, itemId: costed?.id ?? null, cost: 100 });
    });
    await takeBack(own.manager, id);
    const { rows, status } = await readImport(own.manager, id);
    expect(status).toBe('undone');
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['undone', null],
      ['undone', null],
      ['undone', null],
      ['kept', 'It is on bookings or in packages by now.'],
      ['kept', 'Changed since the import.'],
      ['kept', 'Its cost was entered since the import.'],
      ['undone', null],
      ['undone', null],
    ]);
    const after = await menuOf(own);
    const plain = (all: readonly { name: string; version: number }[]) =>
      all
        .filter(({ name }) => !['Booked', 'Edited', 'Costed'].includes(name))
        .map(({ version: _, ...rest }) => rest);
    expect(after.categories).toEqual(before.categories);
    expect(plain(after.dishes)).toEqual(plain(before.dishes));
    expect(after.services).toEqual(before.services);
  });
});

test('a menu is a manager’s to bring: staff and other companies can’t', async () => {
  const bytes = Buffer.from('Name,Category,Price\nX,Rice,5\n');
  await expect(addImport(company.staff, { kind: 'menu', bytes, name: 'a.csv' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const theirs = await makeCompany();
  const id = await bring(company.manager, 'Name,Category,Price\nMine,Rice,5\n', menu);
  await expect(startImport(theirs.manager, { id, skipBad: true })).rejects.toMatchObject({
    code: 'not_found',
  });
  // The database's own way back knows no other company's import, and none that wasn't sent on.
  const back = (of: TestCompany) =>
    actAs(of.manager, (tx) => tx.execute(`select take_menu_back('${id}', 10) as n`));
  expect(await back(theirs)).toMatchObject([{ n: 0 }]);
  expect(await back(company)).toMatchObject([{ n: 0 }]);
  await expect(
    actAs(company.staff, (tx) => tx.execute(`select take_menu_back('${id}', 10) as n`)),
  ).rejects.toMatchObject({ code: '42501' });
  await expect(
    addImport(company.manager, { kind: 'weather' as 'menu', bytes, name: 'a.csv' }),
  ).rejects.toMatchObject({ code: 'invalid' });
});
