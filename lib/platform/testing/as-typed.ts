import type { z } from 'zod';
import { Refusal } from '../errors';

/** What a form makes of what was typed; throws what it would show beside its fields. */
export function asTyped<S extends z.ZodType>(form: S, values: z.input<S>): z.output<S> {
  const parsed = form.safeParse(values);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => [path.join('.'), message]);
  throw new Refusal('invalid', 'Some fields need your attention.', { fields: Object.fromEntries(fields) });
}
