import { z } from 'zod';
import { requiredText } from '@/lib/platform/text';
import { listNames } from './list-names';

const list = z.enum(listNames);
/** Filter, order and columns as they stand in a list's address. */
const query = z.string().max(2000, 'This filter is too long to be saved.');
export const viewName = requiredText({ missing: 'Give the view a name.', most: 60 });

export const newView = z.object({ list, query, name: viewName, shared: z.boolean() });
export const viewRef = z.object({ id: z.uuid() });
/** What isn't given stays as it is. */
export const viewChange = viewRef.extend({
  name: viewName.optional(),
  shared: z.boolean().optional(),
  query: query.optional(),
});
export const viewOrder = z.object({ list, ids: z.array(z.uuid()).max(100) });
/** No columns: the usual ones. */
export const columnChoice = z.object({
  list,
  columns: z
    .array(z.string().regex(/^[a-z]+$/))
    .min(1, 'Leave at least one column.')
    .max(30)
    .nullable(),
});
