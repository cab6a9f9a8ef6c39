import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  allergens,
  diets,
  eventTypes,
  offerUnits,
  packagePricings,
  packageTiers,
  serviceKinds,
} from '@/db/enums';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { categories, items, services } from '@/db/schema/menu';
import { packageCourses, packageParts, packages } from '@/db/schema/packages';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { createCustomer } from '@/lib/customers/mutations';
import { customersFile } from '@/lib/customers/screens';
import { customerSheet } from '@/lib/customers/sheet';
import { createCategory, setOffered } from '@/lib/menu/arrange';
import { createDish, createService } from '@/lib/menu/mutations';
import { createPackage } from '@/lib/menu/packages/mutations';
import { menuFile } from '@/lib/menu/screens';
import { menuSheet } from '@/lib/menu/sheet';
import { typedDish, typedService } from '@/lib/menu/testing/kitchen';
import { sheetRoute } from '@/lib/platform/sheet-route';
import { sheetList } from '@/lib/platform/sheet-screen';
import { bring, readImport } from './testing/run-import';

vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));
// The engine isn't part of this: the steps are called as it calls them.
vi.mock('./events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

/** A list as somebody's browser gets it. */
const file = (kind: 'csv' | 'xlsx', session: string) =>
  new Request(`http://cater.test/export?file=${kind}`, { headers: { cookie: session } });
const bytesOf = async (answer: Promise<Response>) => Buffer.from(await (await answer).arrayBuffer());

/** Names as people, other alphabets and attackers write them. */
const name = fc.oneof(
  fc.constantFrom(
    '=HYPERLINK("x")',
    "'=1",
    "''@x",
    '+A',
    '-',
    '@',
    'אמה',
    'A',
    '👩🏾‍🍳',
    'O’Neil, "Jo"',
    'x;y\tz',
    "'",
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
);
const wrote = ({ outcome }: { outcome: string | null }) => outcome === 'new' || outcome === 'update';

test('customers: export, import and export again are the same', async () => {
  const exported = async (session: string) =>
    (await bytesOf(sheetRoute(sheetList(customersFile, customerSheet))(file('csv', session)))).toString();
  const people = (of: TestCompany) =>
    actAs(of.manager, (tx) => tx.select().from(customers).orderBy(customers.name, customers.id));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ name, contact: fc.nat(3) }), { maxLength: 8 }), async (made) => {
      const own = await makeCompany();
      const session = await makeSession(own.manager.userId);
      for (const [index, { name: typed, contact }] of made.entries())
        await createCustomer(own.manager, {
          name: typed,
          phone: contact % 2 ? `02441001${10 + index}` : '',
          email: contact > 1 ? `c${index}@example.com` : '',
          language: 'en',
          cuisine: '',
        }).catch(() => undefined);
      const first = await exported(session);
      const before = await people(own);
      if (before.length === 0) return;
      const again = await bring(own.manager, first, { skipBad: true });
      expect((await readImport(own.manager, again)).rows.filter(wrote)).toEqual([]);
      expect(await people(own)).toEqual(before);
      const other = await makeCompany();
      const otherSession = await makeSession(other.manager.userId);
      const moved = await bring(other.manager, first, { skipBad: true });
      const wrong = (await readImport(other.manager, moved)).rows.filter(({ outcome }) => outcome !== 'new');
      // Who have neither phone nor e-mail and one name can't be told apart by any list.
      expect(wrong.every(({ reason }) => reason?.includes('same customer'))).toBe(true);
      if (wrong.length > 0) return;
      expect(await exported(otherSession)).toBe(first);
    }),
    { numRuns: 25 },
  );
  // Fifty companies, their logins and files.
}, 120_000);

const month = fc.integer({ min: 1, max: 12 }).map(String);
/** Each allergen of a dish in one of the four states. */
const states = fc.record(
  Object.fromEntries(
    allergens.map((one) => [one, fc.constantFrom('unknown', 'contains', 'may_contain', 'free')]),
  ),
);
const dish = fc.record({
  name,
  category: fc.nat(2),
  price: fc.integer({ min: 1, max: 100_000_000_000 }),
  unit: fc.constantFrom(...offerUnits),
  feeds: fc.integer({ min: 1, max: 1000 }).map(String),
  minimumOrder: fc.integer({ min: 1, max: 10_000 }).map(String),
  // A file has hours to the hundredth, as the form does.
  minutes: fc.integer({ min: 0, max: 20_160 }),
  description: fc.oneof(fc.constant(''), name, fc.constant('One\nTwo, "three"')),
  // Most others would be refused beside the allergens.
  diets: fc.oneof(fc.subarray(['pescatarian', 'halal']), fc.subarray([...diets])),
  allergens: states,
  spice: fc.integer({ min: 0, max: 3 }).map(String),
  season: fc.option(fc.tuple(month, month)),
  from: fc.constantFrom('', '2026-02-28'),
  to: fc.constantFrom('', '2026-12-31'),
  active: fc.boolean(),
});
const service = fc.record({
  name,
  kind: fc.constantFrom(...serviceKinds),
  price: fc.integer({ min: 1, max: 100_000_000_000 }),
  unit: fc.constantFrom('guest', 'item', 'hour', 'flat'),
  active: fc.boolean(),
});

const pack = fc.record({
  name,
  description: fc.oneof(fc.constant(''), name, fc.constant('One\nTwo: three; \\four')),
  eventType: fc.constantFrom('' as const, ...eventTypes),
  tier: fc.constantFrom(...packageTiers),
  pricing: fc.constantFrom(...packagePricings),
  price: fc.integer({ min: 1, max: 100_000_000_000 }),
  guests: fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 100, max: 1000 })),
  courses: fc.array(
    fc.record({
      name: fc.oneof(name, fc.constantFrom('Mains (2)', 'A: B; C', '\\')),
      dishes: fc.array(fc.nat(5)),
      choose: fc.nat(3),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  services: fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 1000 })), { maxLength: 2 }),
  active: fc.boolean(),
});

test('menus: export, import and export again are the same, as CSV and as a workbook', async () => {
  const exported = (kind: 'csv' | 'xlsx', session: string) =>
    bytesOf(sheetRoute(sheetList(menuFile, menuSheet))(file(kind, session)));
  const menuOf = (of: TestCompany) =>
    actAs(of.manager, async (tx) => [
      await tx.select().from(categories).orderBy(categories.id),
      await tx.select().from(items).orderBy(items.id),
      await tx.select().from(services).orderBy(services.id),
      await tx.select().from(packages).orderBy(packages.id),
      await tx.select().from(packageCourses).orderBy(packageCourses.id),
      await tx.select().from(packageParts).orderBy(packageParts.id),
    ]);
  const cook = async (
    { manager }: TestCompany,
    dishes: readonly Made[],
    helps: readonly Help[],
    packs: readonly Pack[],
  ) => {
    const made: { dish: string[]; service: string[] } = { dish: [], service: [] };
    const groups: { id: string }[] = [];
    for (const typed of ['Rice', '=Soups', 'حلويات'])
      groups.push(await createCategory(manager, { name: typed }));
    await setOffered(manager, { kind: 'category', id: groups[2]?.id ?? '', active: false });
    const seen = new Set<string>();
    const isNew = (typed: string) => {
      // Two that differ in capital letters only are one to whoever imports them.
      const key = typed.trim().normalize().toLowerCase();
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    };
    for (const { category, season, minutes, from, to, active, price, ...typed } of dishes) {
      if (!isNew(typed.name)) continue;
      const values = {
        ...typed,
        price: String(price / 100),
        preparationMinutes: String(Math.round((minutes / 60) * 100) / 100),
        availableFrom: from,
        availableTo: to,
        seasonFrom: season?.[0] ?? '',
        seasonTo: season?.[1] ?? '',
      };
      const id = await Promise.resolve()
        .then(() => createDish(manager, typedDish(groups[category]?.id ?? '', values as never)))
        .then(({ id }) => id)
        // Names that show nothing and diets against allergens are refused by the form.
        .catch(() => undefined);
      if (id) made.dish.push(id);
      if (id && !active) await setOffered(manager, { kind: 'dish', id, active });
    }
    seen.clear();
    for (const { active, price, ...typed } of helps) {
      if (!isNew(typed.name)) continue;
      const id = await Promise.resolve()
        .then(() => createService(manager, typedService({ ...typed, price: String(price / 100) } as never)))
        .then(({ id }) => id)
        .catch(() => undefined);
      if (id) made.service.push(id);
      if (id && !active) await setOffered(manager, { kind: 'service', id, active });
    }
    seen.clear();
    for (const { active, guests, courses, services: given, ...typed } of packs) {
      if (!isNew(typed.name)) continue;
      const within = (ids: readonly string[], of: readonly number[]) =>
        [...new Set(of.map((at) => ids[at % Math.max(1, ids.length)] ?? ''))].filter(Boolean);
      const id = await createPackage(manager, {
        ...typed,
        pictureId: null,
        price: typed.pricing === 'custom' ? 0 : typed.price,
        minimumGuests: guests[0],
        maximumGuests: guests[1],
        courses: courses.map((course) => {
          const own = within(made.dish, course.dishes);
          return { name: course.name, dishes: own, choose: 1 + (course.choose % Math.max(1, own.length)) };
        }),
        services: within(
          made.service,
          given.map(([at]) => at),
        ).map((serviceId, at) => ({
          serviceId,
          quantity: given[at]?.[1] ?? 1,
        })),
      } as never)
        .then(({ id }) => id)
        // Without dishes, or with two courses of one name.
        .catch(() => undefined);
      if (id && !active) await setOffered(manager, { kind: 'package', id, active });
    }
  };
  let carried = 0;
  let packed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(dish, { maxLength: 6 }),
      fc.array(service, { maxLength: 3 }),
      fc.array(pack, { maxLength: 3 }),
      fc.constantFrom('csv' as const, 'xlsx' as const),
      async (dishes, helps, packs, kind) => {
        const [own, other] = [await makeCompany(), await makeCompany()];
        await cook(own, dishes, helps, packs);
        const session = await makeSession(own.manager.userId);
        const first = await exported(kind, session);
        const before = await menuOf(own);
        carried += before[1]?.length ?? 0;
        packed += before[3]?.length ?? 0;
        const how = { kind: 'menu', name: `menu.${kind}` } as const;
        const again = await bring(own.manager, first, how);
        expect(
          (await readImport(own.manager, again)).rows.filter(({ outcome }) => outcome !== 'same'),
        ).toEqual([]);
        expect(await menuOf(own)).toEqual(before);
        await bring(other.manager, first, how);
        const moved = await exported('csv', await makeSession(other.manager.userId));
        expect(moved.toString()).toBe((await exported('csv', session)).toString());
      },
    ),
    { numRuns: 25 },
  );
  // The forms didn't refuse all of it.
  expect(carried).toBeGreaterThan(20);
  expect(packed).toBeGreaterThan(5);
}, 180_000);

type Made = typeof dish extends fc.Arbitrary<infer T> ? T : never;
type Pack = typeof pack extends fc.Arbitrary<infer T> ? T : never;
type Help = typeof service extends fc.Arbitrary<infer T> ? T : never;
