import { z } from 'zod';
import { parsePercent } from './percent';

/** Typed percent as basis points, from nothing to `most`; an empty field is nothing. */
export const percentText = (locale: string, most: number) =>
  z.string().transform((typed, context) => {
    const text = typed.trim();
    const rate = /^0*%?$/.test(text) ? 0 : parsePercent(text, locale);
    if (rate !== undefined && rate <= most) return rate;
    context.addIssue({
      code: 'custom',
      message: `Enter a percentage from 0 to ${most / 100}.`,
      input: typed,
    });
    return z.NEVER;
  });
