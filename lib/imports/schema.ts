import { z } from 'zod';
import { onExisting } from '@/db/enums';
import { type CustomerField, customerFields, type Mapping } from './mapping/fields';

/** More than a list of customers of any caterer; a file of more is cut in two. */
export const mostRows = 100_000;
/** An import can be taken back for so long; then what it brought along is forgotten. */
export const undoDays = 30;

export const importId = z.object({ id: z.uuid() });

const column = z.number().int().min(0).max(199);

/** Which column holds what, and what happens to customers who are there already. */
export const columnsInput = importId.extend({
  mapping: z
    .partialRecord(z.enum(customerFields.map(({ name }) => name)), column)
    .refine((mapping) => mapping.name !== undefined, {
      error: 'Say which column holds the name.',
      path: ['name'],
    })
    .refine(
      (mapping) => new Set(Object.values(mapping)).size === Object.values(mapping).length,
      'A column can be one thing only. Two fields name the same.',
    ),
  existing: z.enum(onExisting),
});

export const startInput = importId.extend({ skipBad: z.boolean() });

export const existingWords: Record<(typeof onExisting)[number], string> = {
  update: 'Fill in and change what the file says differently',
  keep: 'Leave them as they are',
};

const chosen = z.string().regex(/^(\d{1,3})?$/);

/** The form of the columns: each field's column as a select holds it, empty for none. */
export const columnsForm = z
  .object({
    ...(Object.fromEntries(customerFields.map(({ name }) => [name, chosen])) as Record<
      CustomerField,
      typeof chosen
    >),
    existing: z.enum(onExisting),
  })
  .check(({ value, issues }) => {
    if (value.name === '')
      issues.push({
        code: 'custom',
        input: value,
        path: ['name'],
        message: 'Say which column holds the name.',
      });
    for (const [index, { name, label }] of customerFields.entries()) {
      const before = customerFields.slice(0, index).find((other) => value[other.name] === value[name]);
      if (value[name] !== '' && before)
        issues.push({
          code: 'custom',
          input: value,
          path: [name],
          message: `${before.label} and ${label.toLowerCase()} can’t be the same column.`,
        });
    }
  })
  .transform(({ existing, ...fields }) => ({
    existing,
    mapping: Object.fromEntries(
      Object.entries(fields).flatMap(([name, column]) => (column === '' ? [] : [[name, Number(column)]])),
    ) as Mapping,
  }));
