/** A course as it is offered now: `choose` of its dishes are served. Archived dishes aren't among them. */
export type Course = { id: string; name: string; choose: number; dishes: readonly { id: string }[] };

/** One dish chosen of a course. */
export type Choice = { courseId: string; itemId: string };

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

const keyOf = (courseId: string, itemId: string) => `${courseId} ${itemId}`;
