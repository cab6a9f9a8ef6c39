import type { packagePricings } from '@/db/enums';
import type { PackageChoice } from '@/db/schema/booking-lines';

/** A course as it is offered now: `choose` of its dishes are served. Archived dishes aren't among them. */
export type Course = {
  id: string;
  name: string;
  choose: number;
  dishes: readonly { id: string; name: string }[];
};

/** One dish chosen of a course. */
export type Choice = { courseId: string; itemId: string };

/** What of a package decides whether and how it can be booked. Guests are those it is ordered for. */
export type PackageOffer = {
  pricing: (typeof packagePricings)[number];
  minimumGuests: number;
  maximumGuests: number;
  courses: readonly Course[];
};

/** "2 of 5 Sides", and the name alone where all of a course is served. */
export const coursePhrase = ({ name, choose, dishes }: Course): string =>
  choose === dishes.length ? name : `${choose} of ${dishes.length} ${name}`;

/**
 * Why these choices of a package aren't taken, or nothing: each is of a course of it and named once, and each course has as
 * many as it says. The database asks for the same (CT072).
 */
export function choiceProblem(courses: readonly Course[], choices: readonly Choice[]): string | undefined {
  const offered = new Set(courses.flatMap(({ id, dishes }) => dishes.map((dish) => keyOf(id, dish.id))));
  const chosen = choices.map(({ courseId, itemId }) => keyOf(courseId, itemId));
  if (new Set(chosen).size < chosen.length || chosen.some((key) => !offered.has(key)))
    return 'It no longer offers what was chosen. Choose again.';
  const wrong = courses.find(
    ({ id, choose }) => choices.filter(({ courseId }) => courseId === id).length !== choose,
  );
  if (!wrong) return undefined;
  if (wrong.dishes.length < wrong.choose)
    return `${wrong.name} has only ${wrong.dishes.length} of the ${wrong.choose} dishes that belong to it. Complete the package on the menu first.`;
  return `Choose ${wrong.choose} of ${wrong.name}.`;
}

/** Why a package isn't for so many people, or nothing. The database asks the same of what is added (CT073). */
export function guestsProblem(
  { minimumGuests, maximumGuests }: PackageOffer,
  people: number,
): string | undefined {
  if (people < minimumGuests) return `It is for ${minimumGuests} guests or more.`;
  if (people > maximumGuests) return `It is for ${maximumGuests} guests at most.`;
  return undefined;
}

/** What isn't a choice: the dishes of courses that are served whole. */
export const fixedChoices = (courses: readonly Course[]): Choice[] =>
  courses.flatMap(({ id, choose, dishes }) =>
    choose === dishes.length ? dishes.map((dish) => ({ courseId: id, itemId: dish.id })) : [],
  );

/** Whether the same dishes are chosen, in whatever order. */
export function sameChoices(one: readonly Choice[], other: readonly Choice[]): boolean {
  const keys = new Set(one.map(({ courseId, itemId }) => keyOf(courseId, itemId)));
  return (
    one.length === other.length && other.every(({ courseId, itemId }) => keys.has(keyOf(courseId, itemId)))
  );
}

/** The choices in the order of the courses, as they are called now. */
export const namedChoices = (courses: readonly Course[], choices: readonly Choice[]): PackageChoice[] =>
  courses.flatMap(({ id, name, dishes }) =>
    dishes.flatMap((dish) =>
      choices.some(({ courseId, itemId }) => courseId === id && itemId === dish.id)
        ? [{ courseId: id, course: name, itemId: dish.id, name: dish.name }]
        : [],
    ),
  );

const keyOf = (courseId: string, itemId: string) => `${courseId} ${itemId}`;
