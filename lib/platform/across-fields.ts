import { z } from 'zod';

type Refuse = (field: PropertyKey | readonly PropertyKey[], sentence: string) => void;

/**
 * What several fields of a form have to be beside each other. It is looked at as soon as these fields themselves are right, whatever is
 * wrong with others: who fills in a form is told all of it at once.
 */
export function acrossFields<T extends object>(
  fields: readonly (keyof T & string)[],
  look: (value: T, refuse: Refuse) => void,
): z.core.$ZodCheck<T> {
  const check = z.check<T>(({ value, issues }) => {
    if (issues.some(({ path }) => fields.includes(path?.[0] as keyof T & string))) return;
    look(value, (field, message) => {
      issues.push({ code: 'custom', input: value, path: [field].flat() as PropertyKey[], message });
    });
  });
  check._zod.def.when = ({ value }) => typeof value === 'object' && value !== null;
  return check;
}
