import { z } from 'zod';
import { whole, wholeText } from '@/lib/platform/whole-number';
import { fieldOf, type SettableRule, settableRules } from './rules';

function boundsOf(rule: SettableRule) {
  const { least, most, unit } = fieldOf(rule);
  return {
    ...{ least, most },
    missing: `Enter ${least} to ${most} ${unit}.`,
    tooLarge: `The most is ${most} ${unit}.`,
  };
}

/** A threshold in the unit that people type; none takes the house's own again. */
export const thresholdInput = z
  .object({ rule: z.enum(settableRules), value: z.number().nullable() })
  .superRefine(({ rule, value }, context) => {
    const read = whole(boundsOf(rule)).nullable().safeParse(value);
    for (const { message } of read.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['value'], message });
  });

/** The same as a field of one rule holds it. */
export const thresholdForm = (rule: SettableRule) => z.object({ value: wholeText(boundsOf(rule)) });
