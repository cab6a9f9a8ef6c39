import 'server-only';
import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { bulkIds, bulkOf, bulkResult, gone } from '@/lib/platform/bulk';
import { command } from '@/lib/platform/command';
import { mayAdvance } from './rules';

/**
 * Marks enquiries as quoted, or quoted ones as enquiries again. Each booking is decided by the rule for one; what it
 * refuses stays as it is and is told. Further steps have effects on people and venues, so they are taken one by one.
 */
export const markBookings = command({
  name: 'mark bookings',
  permission: 'bookings.advance',
  input: z.object({ ids: bulkIds, to: z.enum(['quoted', 'enquiry']) }),
  output: bulkResult,
  write: async (tx, { ids, to }, _actor, at) => {
    // In the order of their ids, so that two of these wait for each other and don't lock each other out.
    const rows = await tx
      .select()
      .from(bookings)
      .where(inArray(bookings.id, ids))
      .orderBy(bookings.id)
      .for('update');
    const reasons = new Map<string, string>();
    const done = new Set<string>();
    for (const row of rows) {
      const decision = mayAdvance({ ...row, menuLines: 0 }, to, at);
      if (decision.ok) done.add(row.id);
      else reasons.set(row.id, decision.reason);
    }
    if (done.size > 0)
      await tx
        .update(bookings)
        .set({ status: to })
        .where(inArray(bookings.id, [...done]));
    return bulkOf(ids, done, (id) => reasons.get(id) ?? gone('booking'));
  },
});
