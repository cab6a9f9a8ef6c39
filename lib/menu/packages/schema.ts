import { z } from 'zod';
import { eventTypes, packagePricings, packageTiers } from '@/db/enums';
import { acrossFields } from '@/lib/platform/across-fields';
import { amountText, largestAmount } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { optionalText, requiredText } from '@/lib/platform/text';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';
import { pictureId } from '../schema';

/** The database holds the same bounds, and that a course has as many dishes as are chosen of it (CT070). */
const mostGuests = 1000;
const mostCourses = 20;
const mostDishes = 50;
const mostServices = 30;

const guestBounds = (missing: string) => ({
  missing,
  most: mostGuests,
  tooLarge: 'One event holds up to 1,000 guests.',
});
const least = guestBounds('Enter the smallest number of guests, 1 or more.');
const most = guestBounds('Enter the largest number of guests, 1 or more.');
const chosen = {
  missing: 'Enter how many dishes are chosen, 1 or more.',
  most: mostDishes,
  tooLarge: `A course holds up to ${mostDishes} dishes.`,
};
const quantity = {
  missing: 'Enter how many, 1 or more.',
  most: mostGuests,
  tooLarge: 'A package holds up to 1,000 of one service.',
};

const course = {
  /** Of a course that there is: choices of bookings name it. */
  id: z.uuid().optional(),
  name: requiredText({ missing: 'Name the course, for example Sides.', most: 80 }),
  dishes: z
    .array(z.uuid())
    .min(1, 'Add the dishes of this course.')
    .max(mostDishes, `A course holds up to ${mostDishes} dishes.`),
};
const service = { serviceId: z.uuid() };
const courses = <T extends z.ZodType>(one: T) =>
  z
    .array(one)
    .min(1, 'Add a course with its dishes.')
    .max(mostCourses, `A package holds up to ${mostCourses} courses.`);
const services = <T extends z.ZodType>(one: T) =>
  z.array(one).max(mostServices, `A package holds up to ${mostServices} services.`);

const offer = {
  name: requiredText({ missing: 'Enter the name of the package.', most: 120 }),
  description: optionalText({ most: 2000, lines: true }),
  eventType: z
    .enum(['', ...eventTypes], { error: 'Choose the type of event.' })
    .nullable()
    .transform((type) => type || null),
  tier: z.enum(packageTiers, { error: 'Choose a tier.' }),
  pricing: z.enum(packagePricings, { error: 'Choose how it is priced.' }),
  pictureId,
};

type Shape = {
  pricing: string;
  price: number;
  minimumGuests: number;
  maximumGuests: number;
  courses: { name: string; choose: number; dishes: string[] }[];
  services: { serviceId: string }[];
};

/** On request there is no price of the menu. */
const settled = <T extends { pricing: string; price: number }>(input: T): T => ({
  ...input,
  price: input.pricing === 'custom' ? 0 : input.price,
});

/** What belongs together in a package. */
const consistent = [
  acrossFields<Shape>(['pricing', 'price'], ({ pricing, price }, refuse) => {
    if (pricing !== 'custom' && price === 0) refuse('price', 'Enter the price.');
  }),
  acrossFields<Shape>(['minimumGuests', 'maximumGuests'], ({ minimumGuests, maximumGuests }, refuse) => {
    if (maximumGuests < minimumGuests)
      refuse('maximumGuests', 'The largest number of guests is below the smallest.');
  }),
  acrossFields<Shape>(['courses'], (input, refuse) => {
    const names = input.courses.map(({ name }) => name.toLowerCase());
    input.courses.forEach(({ choose, dishes }, at) => {
      if (new Set(dishes).size < dishes.length)
        refuse(['courses', at, 'dishes'], 'A dish stands here twice.');
      else if (choose > dishes.length)
        refuse(
          ['courses', at, 'choose'],
          `There ${dishes.length === 1 ? 'is 1 dish' : `are ${dishes.length} dishes`} to choose from. Add dishes or choose fewer.`,
        );
      if (names.indexOf(names[at] ?? '') < at)
        refuse(['courses', at, 'name'], 'Another course has this name already.');
    });
  }),
  acrossFields<Shape>(['services'], ({ services: given }, refuse) => {
    if (new Set(given.map(({ serviceId }) => serviceId)).size < given.length)
      refuse('services', 'A service stands here twice.');
  }),
] as const;

/** A package, as the commands take it: price in minor units, 0 where it is on request. */
export const packageInput = z
  .object({
    ...offer,
    price: z.number().int().min(0).max(largestAmount, 'This amount is too large.'),
    minimumGuests: whole(least),
    maximumGuests: whole(most),
    courses: courses(z.object({ ...course, choose: whole(chosen) })),
    services: services(z.object({ ...service, quantity: whole(quantity) })),
  })
  .check(...consistent)
  .transform(settled);
export type PackageInput = z.output<typeof packageInput>;

/** The same as its form's fields hold it, in the company's notation. */
export const packageForm = (place: MoneyPlace) =>
  z
    .object({
      ...offer,
      price: orNone(amountText(place, { missing: 'Enter the price.' }), 0),
      minimumGuests: wholeText(least),
      maximumGuests: wholeText(most),
      courses: courses(z.object({ ...course, choose: wholeText(chosen) })),
      services: services(z.object({ ...service, quantity: wholeText(quantity) })),
    })
    .check(...consistent)
    .transform(settled);

export type CourseValues = { id?: string; name: string; choose: string; dishes: string[] };
export type ServiceValues = { serviceId: string; quantity: string };
/** While it is being typed. */
export type PackageValues = {
  name: string;
  description: string;
  eventType: '' | (typeof eventTypes)[number];
  tier: (typeof packageTiers)[number];
  pricing: (typeof packagePricings)[number];
  price: string;
  minimumGuests: string;
  maximumGuests: string;
  pictureId: string;
  courses: CourseValues[];
  services: ServiceValues[];
};
