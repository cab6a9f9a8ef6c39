import { z } from 'zod';
import { readWhole } from './read-whole-number';

type Bounds = {
  /** The sentence where nothing was typed or it is below `least`. */
  missing: string;
  least?: number;
  most: number;
  tooLarge: string;
};

/** A whole number within bounds: what a command takes. */
export function whole({ missing, least = 1, most, tooLarge }: Bounds) {
  return z
    .number({ error: missing })
    .int('Use a whole number, without a fraction.')
    .min(least, missing)
    .max(most, tooLarge);
}

/** The same typed into a field. */
export function wholeText(bounds: Bounds) {
  return z
    .string({ error: bounds.missing })
    .transform((typed, context) => {
      const value = readWhole(typed);
      if (value !== undefined) return value;
      const text = typed.trim();
      const message =
        text === '' || text.startsWith('-')
          ? bounds.missing
          : /^\d+[.,]\d+$/.test(text)
            ? 'Use a whole number, without a fraction.'
            : 'Use figures only, for example 120.';
      context.addIssue({ code: 'custom', message, input: typed });
      return z.NEVER;
    })
    .pipe(whole(bounds));
}

/**
 * A text's reading where nothing typed means something of its own: none, or 0. Not a union, which says "Invalid input" of
 * whatever none of its parts takes.
 */
export function orNone<T, N>(text: z.ZodType<T, string>, none: N) {
  return z.string().transform((typed, context): T | N => {
    if (typed.trim() === '') return none;
    const read = text.safeParse(typed);
    if (read.success) return read.data;
    for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message, input: typed });
    return z.NEVER;
  });
}
