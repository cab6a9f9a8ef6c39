import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { packageParts, packages } from '@/db/schema/packages';
import { type Actor, actAs, readAs } from '@/db/session';
import { setStaffPrices } from '@/lib/auth/staff-prices';
import { asTyped } from '@/lib/platform/testing/as-typed';
import { place, setOffered } from '../arrange';
import { ghana } from '../testing/kitchen';
import { copiedPackage, emptyPackage, packageValues } from './form-values';
import { createPackage, updatePackage } from './mutations';
import { askPackage, askPackages, tellPackage, tellPackages } from './queries';
import { type PackageValues, packageForm } from './schema';

let mine: TestCompany;
let theirs: TestCompany;
let dishes: string[];
let serviceId: string;
let foreign: Awaited<ReturnType<typeof makePackage>>;

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  ({ dishes } = await makePackage(mine.id));
  ({ serviceId } = await makeMenu(mine.id));
  foreign = await makePackage(theirs.id);
});

let named = 0;
function typed(given: Partial<PackageValues> = {}) {
  named += 1;
  return asTyped(packageForm(ghana), {
    ...emptyPackage,
    name: `Silver ${named}`,
    price: '120',
    courses: [{ name: 'Sides', choose: '2', dishes }],
    ...given,
  });
}

const find = async (actor: Actor, id: string) => tellPackage(await readAs(actor, (tx) => askPackage(tx, id)));
async function read(actor: Actor, id: string) {
  const found = await find(actor, id);
  if (!found) throw new Error(`No package ${id}`);
  return found;
}
const list = async (actor: Actor) => tellPackages(await readAs(actor, (tx) => askPackages(tx)));
const fieldsOf = (fields: Record<string, unknown>) => ({ detail: { fields } });

/** The fields' problems, from the form alone. */
function problems(given: Partial<PackageValues>): Record<string, unknown> {
  try {
    typed(given);
    return {};
  } catch (error) {
    return (error as { detail: { fields: Record<string, unknown> } }).detail.fields;
  }
}

describe('a package', () => {
  test('is added as it was typed, at the end, and is read back as its form', async () => {
    const values: PackageValues = {
      ...emptyPackage,
      name: 'Gold wedding',
      description: 'Two sides of your choice.',
      eventType: 'wedding',
      tier: 'premium',
      price: '145.50',
      minimumGuests: '50',
      maximumGuests: '400',
      courses: [
        { name: 'Mains', choose: '1', dishes: dishes.slice(0, 1) },
        { name: 'Sides', choose: '2', dishes },
      ],
      services: [{ serviceId, quantity: '2' }],
    };
    const { id } = await createPackage(mine.staff, asTyped(packageForm(ghana), values));
    const stored = await read(mine.staff, id);
    expect(stored).toMatchObject({ price: 14_550, minimumGuests: 50 });
    const { courses, ...rest } = packageValues(stored, ghana);
    expect({ ...rest, courses: courses.map(({ id: _, ...course }) => course) }).toEqual(values);
    const last = (await list(mine.manager)).at(-1);
    expect(last).toMatchObject({ id, courses: [{ dishes: 1 }, { name: 'Sides', choose: 2, dishes: 5 }] });
    expect(await find(theirs.manager, id)).toBeUndefined();
  });

  test('is saved with its courses’ ids, its dishes in their new order, and without what was taken out', async () => {
    const { id } = await createPackage(mine.manager, typed({ services: [{ serviceId, quantity: '1' }] }));
    const before = await read(mine.manager, id);
    const values = packageValues(before, ghana);
    const sides = values.courses[0] as PackageValues['courses'][number];
    const next = typed({
      ...values,
      courses: [
        { name: 'Soups', choose: '1', dishes: dishes.slice(4) },
        { ...sides, name: 'Sides of the day', dishes: [...dishes.slice(0, 3)].reverse() },
      ],
      services: [],
    });
    await updatePackage(mine.staff, { ...next, id, version: before.version });
    const after = await read(mine.manager, id);
    expect(after.courses.map((course) => [course.name, course.dishes.map((dish) => dish.id)])).toEqual([
      ['Soups', [dishes[4]]],
      ['Sides of the day', [dishes[2], dishes[1], dishes[0]]],
    ]);
    expect(after.courses[1]?.id).toBe(sides.id);
    expect(after.services).toEqual([]);
    // Saved again without a change of its own row, it is still newer than what another has open.
    await updatePackage(mine.staff, { ...next, id, version: after.version });
    expect((await read(mine.manager, id)).version).toBeGreaterThan(after.version);
    const late = updatePackage(mine.staff, { ...next, id, version: before.version });
    await expect(late).rejects.toMatchObject({ code: 'stale', detail: { changed: { name: next.name } } });
  });

  test('says beside its fields what doesn’t fit', () => {
    expect(problems({})).toEqual({});
    const sides = { name: 'Sides', choose: '2', dishes };
    for (const [given, field] of [
      [{ name: ' ' }, 'name'],
      [{ price: '' }, 'price'],
      [{ price: '-1' }, 'price'],
      [{ price: '99999999999' }, 'price'],
      [{ minimumGuests: '0' }, 'minimumGuests'],
      [{ maximumGuests: '1001' }, 'maximumGuests'],
      [{ minimumGuests: '30', maximumGuests: '20' }, 'maximumGuests'],
      [{ courses: [] }, 'courses'],
      [{ courses: [{ ...sides, dishes: [] }] }, 'courses.0.dishes'],
      [{ courses: [{ ...sides, choose: '6' }] }, 'courses.0.choose'],
      [{ courses: [{ ...sides, choose: '0' }] }, 'courses.0.choose'],
      [{ courses: [{ ...sides, dishes: [...dishes, ...dishes] }] }, 'courses.0.dishes'],
      [{ courses: [sides, { ...sides, name: 'SIDES' }] }, 'courses.1.name'],
      [{ services: [{ serviceId, quantity: '0' }] }, 'services.0.quantity'],
      [{ services: [1, 2].map(() => ({ serviceId, quantity: '1' })) }, 'services'],
    ] as [Partial<PackageValues>, string][])
      expect(problems(given), field).toEqual({ [field]: expect.any(String) });
    expect(typed({ pricing: 'custom', price: '55' }).price).toBe(0);
    expect(problems({ pricing: 'custom', price: '' })).toEqual({});
  });

  test('takes no dish, service or picture of another company, and no name twice', async () => {
    const stolen = typed({ courses: [{ name: 'Sides', choose: '1', dishes: [foreign.main] }] });
    await expect(createPackage(mine.manager, stolen)).rejects.toMatchObject(
      fieldsOf({ 'courses.0.dishes': expect.stringMatching(/isn’t on the menu/) }),
    );
    const services = typed({ services: [{ serviceId: v7(), quantity: '1' }] });
    await expect(createPackage(mine.manager, services)).rejects.toMatchObject(
      fieldsOf({ services: expect.any(String) }),
    );
    await expect(createPackage(mine.manager, typed({ pictureId: v7() }))).rejects.toMatchObject(
      fieldsOf({ pictureId: expect.any(String) }),
    );
    const once = typed();
    await createPackage(mine.manager, once);
    await expect(createPackage(mine.manager, once)).rejects.toMatchObject(
      fieldsOf({ name: expect.stringMatching(/already/) }),
    );
    // A course of another package is none of its own: it gets a course of its own.
    const { id } = await createPackage(
      mine.manager,
      typed({ courses: [{ id: foreign.sides, name: 'Sides', choose: '1', dishes }] }),
    );
    expect((await read(mine.manager, id)).courses[0]?.id).not.toBe(foreign.sides);
    expect((await read(theirs.manager, foreign.id)).courses[1]?.choose).toBe(2);
  });

  test('is no client’s to write, and priced by staff only where the company lets them', async () => {
    const customerId = (await makeCustomer(mine.id)).id;
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId });
    const client = { role: 'client', companyId: mine.id, userId: user.id, customerId } as const;
    await expect(createPackage(client, typed())).rejects.toMatchObject({ code: 'forbidden' });

    const strict = await makeCompany();
    const made = await makePackage(strict.id);
    await setStaffPrices(strict.manager, { allowed: false });
    const stored = await read(strict.staff, made.id);
    const values = packageValues(stored, ghana);
    const as = (given: Partial<PackageValues>) => ({
      ...asTyped(packageForm(ghana), { ...values, ...given }),
      ...{ id: made.id, version: stored.version },
    });
    await expect(createPackage(strict.staff, as({ name: 'New' }))).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const given of [{ price: '1' }, { pricing: 'custom' as const }, { pricing: 'fixed' as const }])
      await expect(updatePackage(strict.staff, as(given))).rejects.toMatchObject({ code: 'forbidden' });
    await updatePackage(strict.staff, as({ description: 'With a choice.' }));
  });

  test('is archived, brought back and put in order; a copy has courses of its own', async () => {
    const company = await makeCompany();
    const made = [
      await makePackage(company.id),
      await makePackage(company.id),
      await makePackage(company.id),
    ];
    const [first, , third] = made.map(({ id }) => id) as [string, string, string];
    await place(company.staff, { kind: 'package', id: third, after: null });
    await place(company.staff, { kind: 'package', id: first, after: third });
    expect((await list(company.staff)).map(({ id }) => id).slice(0, 2)).toEqual([third, first]);
    await setOffered(company.staff, { kind: 'package', id: first, active: false });
    expect((await read(company.staff, first)).active).toBe(false);
    await setOffered(company.staff, { kind: 'package', id: first, active: true });
    const copy = copiedPackage(await read(company.staff, first), ghana);
    const { id } = await createPackage(company.staff, asTyped(packageForm(ghana), copy));
    const parts = await actAs(company.staff, (tx) =>
      tx.select().from(packageParts).where(eq(packageParts.packageId, id)),
    );
    expect(parts).toHaveLength(6);
    const count = await actAs(theirs.manager, (tx) =>
      tx.select().from(packages).where(eq(packages.id, first)),
    );
    expect(count).toEqual([]);
  });
});
