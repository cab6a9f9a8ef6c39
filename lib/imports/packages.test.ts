import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { items } from '@/db/schema/menu';
import { packageCourses, packageParts, packages } from '@/db/schema/packages';
import { actAs } from '@/db/session';
import { readCourses, readServices, writeCourses, writeServices } from '@/lib/menu/importing/package-text';
import { bring, check, readImport, takeBack } from './testing/run-import';

// The engine isn't part of this: the steps are called as it calls them.
vi.mock('./events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

const menu = { kind: 'menu' } as const;
const head =
  'Type,Name,Category,Price,Price is for,Type of event,Tier,Guests from,Guests until,Courses,Services,On the menu';
const dishes = ['Jollof', 'Waakye', 'Salad'].map((name) => `Dish,${name},Rice,20,,,,,,,,`);
const gold =
  'Package,Gold,,"1,200.50",per person,wedding,Premium,20,300,"Mains (1): Jollof; waakye\nSides: Salad",Waiter (3),';
const waiter = 'Service,Waiter,Staff,150,hour,,,,,,,';

let own: TestCompany;
beforeEach(async () => {
  own = await makeCompany();
});

const outcomes = async (id: string) =>
  (await readImport(own.manager, id)).rows.map(({ outcome, field, reason }) =>
    reason ? `${outcome} ${field}: ${reason}` : outcome,
  );
const packagesOf = () =>
  actAs(own.manager, async (tx) => ({
    packages: await tx.select().from(packages).orderBy(packages.position),
    courses: await tx
      .select()
      .from(packageCourses)
      .orderBy(packageCourses.packageId, packageCourses.position),
    parts: await tx.select().from(packageParts).orderBy(packageParts.courseId, packageParts.position),
  }));

describe('packages of a file', () => {
  test('are made of dishes and services that come in the same file, wherever these stand', async () => {
    const id = await bring(own.manager, [head, gold, ...dishes, waiter].join('\n'), menu);
    expect(await outcomes(id)).toEqual(['new', 'new', 'new', 'new', 'new']);
    const made = await packagesOf();
    expect(made.packages).toMatchObject([
      {
        ...{ name: 'Gold', price: 120_050, pricing: 'per_person', eventType: 'wedding', tier: 'premium' },
        ...{ minimumGuests: 20, maximumGuests: 300, active: true },
      },
    ]);
    expect(made.courses.map(({ name, choose }) => [name, choose])).toEqual([
      ['Mains', 1],
      ['Sides', 1],
    ]);
    expect(made.parts.map(({ quantity }) => quantity)).toEqual([1, 1, 1, 3]);
    expect(await outcomes(await check(own.manager, [head, gold].join('\n'), menu))).toEqual(['same']);
  });

  test('that can’t be taken say which column it is and why', async () => {
    const bad = (cells: string) => `Package,${cells}`;
    const id = await check(
      own.manager,
      [
        head,
        ...dishes,
        'Dish,Broken,Rice,-5,,,,,,,,',
        bad('No courses,,20,,,,,,,,'),
        bad('Moon,,20,,,,,,Mains: Moon cheese,,'),
        bad('Broken too,,20,,,,,,Mains: Broken,,'),
        bad('Helper,,20,,,,,,Mains: Salad,Butler (2),'),
        bad('Too few,,20,,,,,,Mains (3): Salad,,'),
        bad('Backwards,,20,,,,300,20,Mains: Salad,,'),
        bad('No price,,,,,,,,Mains: Salad,,'),
        bad('Twice,,20,,,,,,"Mains: Salad\nMAINS: Jollof",,'),
        bad('Wrong tier,,20,,,Diamond,,,Mains: Salad,,'),
        bad('Wrong unit,,20,tray,,,,,Mains: Salad,,'),
        bad('Nothing in it,,20,,,,,,Mains:,,'),
        bad('وليمة 🎉,,,on request,,,,,"=Mains: Salad",,'),
      ].join('\n'),
      menu,
    );
    const { rows } = await readImport(own.manager, id);
    expect(rows.slice(4).map(({ outcome, field }) => `${outcome} ${field}`)).toEqual([
      ...['bad courses', 'bad courses', 'bad courses', 'bad services', 'bad courses', 'bad guestsTo'],
      ...['bad price', 'bad courses', 'bad tier', 'bad unit', 'bad courses', 'new null'],
    ]);
    expect(rows[6]?.reason).toContain('“Broken” isn’t on the menu and no row of the file');
  });

  test('with a row that is left out are written as they were said to be, not checked for ever', async () => {
    const list = [
      head,
      'Dish,Broken,Rice,-5,,,,,,,,',
      ...dishes,
      gold.replace('waakye', 'Broken'),
      waiter,
    ].join('\n');
    const id = await bring(own.manager, list, { ...menu, skipBad: true });
    expect((await readImport(own.manager, id)).status).toBe('done');
    expect((await packagesOf()).packages).toEqual([]);
  });

  test('change what a row says differently, and courses keep their ids by their names', async () => {
    const made = await makePackage(own.id);
    const names = await actAs(own.manager, (tx) => tx.select({ name: items.name, id: items.id }).from(items));
    const side = names.find(({ id }) => id === made.dishes[0])?.name;
    const before = await packagesOf();
    const id = await bring(
      own.manager,
      `${head}\nPackage,${made.name.toUpperCase()},,99,,,,,,"SIDES (1): ${side}\nDrinks: ${side}",,\n`,
      menu,
    );
    const after = await packagesOf();
    expect(after.packages[0]).toMatchObject({ price: 9900, minimumGuests: 20, maximumGuests: 500 });
    expect(after.courses.map(({ id: course, name }) => [course === made.sides, name])).toEqual([
      [true, 'SIDES'],
      [false, 'Drinks'],
    ]);
    await takeBack(own.manager, id);
    expect(await outcomes(id)).toEqual(['update']);
    const plain = ({ packages: [one], courses, parts }: typeof before) => ({
      ...{ ...one, version: 0 },
      courses,
      parts: parts.map(({ id: _, ...part }) => part),
    });
    expect(plain(await packagesOf())).toEqual(plain(before));
  });

  test('how a package is priced is changed on its page', async () => {
    const made = await makePackage(own.id);
    const id = await check(own.manager, `${head}\nPackage,${made.name},,99,fixed,,,,,,,\n`, menu);
    expect(await outcomes(id)).toEqual(['bad unit: How a package is priced is changed on its page.']);
  });

  test('go with the import, before the dishes of it; one that was changed since stays, and so does what it is made of', async () => {
    const list = [head, gold, gold.replace('Gold', 'Silver'), ...dishes, waiter].join('\n');
    const id = await bring(own.manager, list, menu);
    await actAs(own.manager, (tx) =>
      tx.update(packages).set({ tier: 'basic' }).where(eq(packages.name, 'Silver')),
    );
    await takeBack(own.manager, id);
    const { rows } = await readImport(own.manager, id);
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['undone', null],
      ['kept', 'Changed since the import.'],
      ...Array.from({ length: 4 }, () => ['kept', 'It is on bookings or in packages by now.']),
    ]);
    expect((await packagesOf()).packages.map(({ name }) => name)).toEqual(['Silver']);
  });
});

test('names with the signs that part them are the same after writing and reading', () => {
  const courses = [
    { name: 'A: B; C \\', choose: 2, dishes: ['x;y', 'Mains (2)', '\\;', ':', 'أرز 🍚'] },
    { name: 'Mains (2)', choose: 1, dishes: ['O’Neil, "Jo"'] },
  ];
  expect(readCourses(writeCourses(courses))).toEqual(courses);
  const services = [
    { name: 'Tent (large); white', quantity: 2 },
    { name: '\\', quantity: 1 },
  ];
  expect(readServices(writeServices(services))).toEqual(services);
});
