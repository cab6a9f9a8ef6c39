import { v7 } from 'uuid';
import { categories, items } from '../schema/menu';
import { packageCourses, packageParts, packages } from '../schema/packages';
import { actAs } from '../session';

type Given = Partial<typeof packages.$inferInsert> & { choose?: number; of?: number };

/**
 * A package at 120.00 a person for 20 to 500 guests: all of one main dish, and 2 of 5 sides unless told otherwise. Prices in
 * minor units.
 */
export async function makePackage(companyId: string, { choose = 2, of = 5, ...given }: Given = {}) {
  const id = given.id ?? v7();
  const name = given.name ?? `Gold ${id.slice(-6)}`;
  const categoryId = v7();
  const [mains, sides] = [v7(), v7()];
  const main = v7();
  const dishes = Array.from({ length: of }, () => v7());
  await actAs({ role: 'system', companyId, name: 'factory' }, async (tx) => {
    await tx.insert(categories).values({ id: categoryId, companyId, name: `Package ${id.slice(-6)}` });
    await tx.insert(items).values(
      [main, ...dishes].map((itemId, at) => ({
        ...{ id: itemId, companyId, categoryId, price: 2000 },
        name: `${at === 0 ? 'Jollof' : `Side ${at}`} ${id.slice(-6)}`,
      })),
    );
    const priced = { price: given.pricing === 'custom' ? 0 : 12_000, minimumGuests: 20, maximumGuests: 500 };
    await tx.insert(packages).values({ ...priced, ...given, id, companyId, name });
    await tx.insert(packageCourses).values([
      { id: mains, companyId, packageId: id, name: 'Mains', choose: 1, position: 0 },
      { id: sides, companyId, packageId: id, name: 'Sides', choose, position: 1 },
    ]);
    await tx.insert(packageParts).values([
      { companyId, packageId: id, courseId: mains, itemId: main },
      ...dishes.map((itemId, position) => ({
        ...{ companyId, packageId: id, courseId: sides, itemId, position },
      })),
    ]);
  });
  return { id, name, categoryId, mains, sides, main, dishes };
}
