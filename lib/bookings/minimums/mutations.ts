import 'server-only';
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { orderMinimums } from '@/db/schema/capacity';
import { command, nothing } from '@/lib/platform/command';
import { minimumInput, minimumRemoval } from './schema';

/** Adds the least that orders of some days come to. What is confirmed already stays so. */
export const addMinimum = command({
  name: 'add minimum order',
  permission: 'settings.write',
  input: minimumInput,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { total, guests, weekdays, ...dates }, { companyId }) => {
    const id = v7();
    const days = [...new Set(weekdays)].toSorted();
    await tx
      .insert(orderMinimums)
      .values({ id, companyId, ...dates, weekdays: days, leastTotal: total, leastGuests: guests });
    return { id };
  },
});

/** Takes one away; twice is once. */
export const removeMinimum = command({
  name: 'remove minimum order',
  permission: 'settings.write',
  input: minimumRemoval,
  output: nothing,
  write: async (tx, { id }, { companyId }) => {
    await tx
      .delete(orderMinimums)
      .where(and(eq(orderMinimums.companyId, companyId), eq(orderMinimums.id, id)));
  },
});
