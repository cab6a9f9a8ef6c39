import type { z } from 'zod';

/**
 * What a schema that has no words of its own says to people. Our forms never send what it is about, but an old page, a key or
 * somebody's own program may, and reads the answer.
 */
export const plainIssue: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'too_big') return tooMuch[issue.origin] ?? 'This is too large.';
  if (issue.code === 'too_small') return tooLittle[issue.origin] ?? 'This is too small.';
  if (issue.code === 'invalid_value') return 'Choose one from the list.';
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'Fill this in.';
  return 'This can’t be read. Enter it again.';
};

const tooMuch: Record<string, string> = {
  string: 'This is too long.',
  array: 'These are too many at once.',
};
const tooLittle: Record<string, string> = { string: 'Fill this in.', array: 'Choose one at least.' };
