import { v7 } from 'uuid';
import { packageCourses, packageParts, packages } from '../schema/packages';
import type { Tx } from '../session';

/** A package as a line of a booking needs it, with what is usually chosen of it. */
export type SeedPackage = {
  id: string;
  name: string;
  price: number;
  minimumGuests: number;
  choices: { courseId: string; course: string; itemId: string; name: string }[];
};

/** Course, how many are chosen, dishes: the first ones are what is usually taken. */
const courses = [
  { name: 'Small chops', choose: 2, dishes: ['Chichinga', 'Spring rolls and samosa', 'Garden salad'] },
  {
    name: 'Mains',
    choose: 2,
    dishes: ['Jollof Rice with Chicken', 'Waakye', 'Red red', 'Banku with Grilled Tilapia'],
  },
  { name: 'Side', choose: 1, dishes: ['Kelewele'] },
  { name: 'Drinks', choose: 2, dishes: ['Sobolo', 'Asaana'] },
];

/** What a caterer in Accra sells as one: a buffet of which the family chooses. */
export async function seedPackage(
  tx: Tx,
  { companyId, dishes }: { companyId: string; dishes: readonly { id: string; name: string }[] },
): Promise<SeedPackage> {
  const [id, name] = [v7(), 'Homecoming buffet'];
  const priced = { price: 14_500, minimumGuests: 30 };
  await tx.insert(packages).values({
    ...priced,
    id,
    companyId,
    name,
    description:
      'Two small chops, two mains, kelewele and two drinks for everybody, with chafing dishes and service ware.',
    maximumGuests: 500,
  });
  const laid = courses.map((course) => ({ ...course, id: v7() }));
  await tx.insert(packageCourses).values(
    laid.map(({ id: courseId, name: called, choose }, position) => ({
      id: courseId,
      companyId,
      packageId: id,
      name: called,
      choose,
      position,
    })),
  );
  const parts = laid.flatMap((course) =>
    course.dishes.flatMap((called, position) => {
      const dish = dishes.find((one) => one.name === called);
      return dish
        ? [
            {
              courseId: course.id,
              course: course.name,
              itemId: dish.id,
              name: dish.name,
              position,
              chosen: position < course.choose,
            },
          ]
        : [];
    }),
  );
  await tx.insert(packageParts).values(
    parts.map(({ courseId, itemId, position }) => ({
      companyId,
      packageId: id,
      courseId,
      itemId,
      position,
    })),
  );
  const choices = parts.flatMap(({ chosen, position: _, ...choice }) => (chosen ? [choice] : []));
  return { id, name, ...priced, choices };
}
