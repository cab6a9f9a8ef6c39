import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { customers } from '@/db/schema/people';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { mergeInput, unmergeInput } from './schema';

/**
 * Makes two records of one person one: bookings, conversations, cases, feedback, vouchers, enquiries and logins of
 * `goneId` become those of `keptId`, whose empty fields are filled, an exemption from tax as a whole. An opt-out of either holds. Nothing is lost: for
 * thirty days `unmergeCustomers` takes it back.
 */
export const mergeCustomers = command({
  name: 'merge customers',
  permission: 'customers.merge',
  input: mergeInput,
  output: z.object({ mergeId: z.uuid(), keptId: z.uuid() }),
  write: async (tx, { keptId, goneId }, { companyId }) => {
    if (keptId === goneId) throw new Refusal('invalid', 'Choose another customer: this is the same one.');
    const found = await tx
      .select({ id: customers.id, anonymisedAt: customers.anonymisedAt })
      .from(customers)
      .where(and(eq(customers.companyId, companyId), inArray(customers.id, [keptId, goneId])));
    if (found.length < 2) throw notFound('customer');
    if (found.some(({ anonymisedAt }) => anonymisedAt))
      throw new Refusal('conflict', 'One of the two was erased. What is erased stays apart.');
    const mergeId = v7();
    await tx.execute(sql`select merge_customers(${mergeId}::uuid, ${keptId}::uuid, ${goneId}::uuid)`);
    return { mergeId, keptId };
  },
});

/** Takes a merge back: both are what they were, with what came to each since. Throws Refusal with why it can't be. */
export const unmergeCustomers = command({
  name: 'take merge of customers back',
  permission: 'customers.merge',
  input: unmergeInput,
  output: z.object({ goneId: z.uuid() }),
  write: async (tx, { mergeId }) => {
    const [row] = await tx.execute<{ id: string }>(sql`select unmerge_customers(${mergeId}::uuid) as id`);
    return { goneId: row?.id ?? '' };
  },
});
