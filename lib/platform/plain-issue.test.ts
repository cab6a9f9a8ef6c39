import { expect, test } from 'vitest';
import { z } from 'zod';
import { plainIssue } from './plain-issue';

test.each([
  [z.int().max(5), 6, 'This is too large.'],
  [z.int().min(5), 4, 'This is too small.'],
  [z.int(), 1.5, 'This can’t be read. Enter it again.'],
  [z.string().max(1), 'ab', 'This is too long.'],
  [z.string().min(1), '', 'Fill this in.'],
  [z.string(), undefined, 'Fill this in.'],
  [z.string(), 5, 'This can’t be read. Enter it again.'],
  [z.array(z.int()).max(1), [1, 2], 'These are too many at once.'],
  [z.array(z.int()).min(1), [], 'Choose one at least.'],
  [z.enum(['a']), 'b', 'Choose one from the list.'],
  [z.uuid(), 'b', 'This can’t be read. Enter it again.'],
  [z.strictObject({}), { more: 1 }, 'This can’t be read. Enter it again.'],
  [z.int().max(5, 'Five at most.'), 6, 'Five at most.'],
])('%#: a schema without words says it plainly, one with words says those', (schema, given, said) => {
  expect(schema.safeParse(given, { error: plainIssue }).error?.issues[0]?.message).toBe(said);
});
