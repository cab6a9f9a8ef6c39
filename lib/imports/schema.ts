import { z } from 'zod';
import { dayOrders, onExisting } from '@/db/enums-of-files';
import type { ImportField, Mapping } from '@/lib/platform/import-kind';

/** More than a list of customers of any caterer; a file of more is cut in two. */
export const mostRows = 100_000;
/** An import can be taken back for so long; then what it brought along is forgotten. */
export const undoDays = 30;

export const importId = z.object({ id: z.uuid() });

const column = z.number().int().min(0).max(199);

/** Which column holds what, and what happens to records that are there already. */
export const columnsInput = importId.extend({
  mapping: z
    .record(z.string().max(40), column)
    .refine(
      (mapping) => new Set(Object.values(mapping)).size === Object.values(mapping).length,
      'A column can be one thing only. Two fields name the same.',
    ),
  existing: z.enum(onExisting),
  dayOrder: z.enum(dayOrders).nullable().default(null),
});

export const startInput = importId.extend({ skipBad: z.boolean() });

const chosen = z.string().regex(/^(\d{1,3})?$/);

/** The form of the columns: each field's column as a select holds it, empty for none. */
export const columnsForm = (fields: readonly ImportField[]) =>
  z
    .object({ existing: z.enum(onExisting), dayOrder: z.enum(['', ...dayOrders]) })
    .catchall(chosen)
    .check(({ value, issues }) => {
      const wrong = (name: string, message: string) =>
        issues.push({ code: 'custom', input: value, path: [name], message });
      for (const [index, { name, label, missing }] of fields.entries()) {
        if (missing && value[name] === '') wrong(name, missing);
        const before = fields.slice(0, index).find((other) => value[other.name] === value[name]);
        if (value[name] !== '' && before)
          wrong(name, `${before.label} and ${label.toLowerCase()} can’t be the same column.`);
      }
    })
    .transform(({ existing, dayOrder, ...columns }) => ({
      existing,
      dayOrder: dayOrder || null,
      mapping: Object.fromEntries(
        Object.entries(columns).flatMap(([name, column]) => (column === '' ? [] : [[name, Number(column)]])),
      ) as Mapping,
    }));
