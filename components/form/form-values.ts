import type { z } from 'zod';

/** What is wrong, by field. */
export type Fields = Record<string, string>;

/** Values without what is never kept in the browser. */
export function withoutSecrets<V extends object>(values: V, secret: readonly (keyof V)[] = []): V {
  return { ...values, ...Object.fromEntries(secret.map((field) => [field, ''])) };
}

/** Everything that is wrong, or what the command takes. */
export function read<V extends object, I>(values: V, schema: z.ZodType<I>, check?: (values: V) => Fields) {
  const parsed = schema.safeParse(values);
  const fields: Fields = {};
  for (const issue of parsed.error?.issues ?? []) fields[issue.path.join('.') || 'form'] ??= issue.message;
  const all = { ...check?.(values), ...fields };
  return parsed.success && Object.keys(all).length === 0
    ? { input: { value: parsed.data }, fields: all }
    : { input: undefined, fields: all };
}

/** Problems without those of the fields being changed and of what lies below them. */
export function without(fields: Fields, changed: readonly string[]): Fields {
  const left = Object.entries(fields).filter(
    ([field]) => !changed.some((name) => field === name || field.startsWith(`${name}.`)),
  );
  return Object.fromEntries(left);
}
