import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { customers } from '@/db/schema/people';
import { erasures } from '@/db/schema/privacy';
import { setHold } from '@/lib/customers/set-hold-reason';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { announceErasure } from '../events';
import { type Blocker, isTyped, mayErase } from './rules';
import { eraseInput, holdInput } from './schema';

/**
 * Has a customer anonymised: everything of theirs is emptied by a job, for good. The name is typed to confirm, and who asks
 * has proved within the last minutes who they are. Throws Refusal with what stands in the way.
 */
export const askErasure = command({
  name: 'anonymise customer',
  permission: 'privacy.manage',
  input: eraseInput,
  output: z.object({ id: z.uuid() }),
  before: requireRecentAuth,
  write: async (tx, { customerId, why, typed }, { companyId, userId }, at) => {
    const [customer] = await tx
      .select({ name: customers.name })
      .from(customers)
      .where(eq(customers.id, customerId))
      .for('update');
    if (!customer) throw notFound('customer');
    const asked = await tx
      .select({ id: erasures.id })
      .from(erasures)
      .where(eq(erasures.customerId, customerId));
    if (asked.length > 0) throw new Refusal('conflict', 'This customer is being anonymised already.');
    const blockers = await tx.execute<Blocker>(
      sql`select code, n from erasure_blockers(${customerId}::uuid)`,
    );
    mustAllow(mayErase([...blockers]));
    if (!isTyped(typed, customer.name))
      throw refuseField(
        'typed',
        `Type “${customer.name}” exactly, so that nobody else is anonymised by mistake.`,
      );
    const id = v7();
    // The label is the database's own.
    await tx
      .insert(erasures)
      .values({ id, companyId, customerId, why, askedBy: userId, label: 'set by the database' });
    return { id, at };
  },
  after: ({ id, at }, { companyId }) => announceErasure({ companyId, erasureId: id }, at),
});

/** Notes why a customer's data must be kept, or takes the note away. As long as it stands nobody anonymises them. */
export const holdCustomer = command({
  name: 'hold customer',
  permission: 'privacy.manage',
  input: holdInput,
  output: nothing,
  before: requireRecentAuth,
  write: (tx, { customerId, reason }) => setHold(tx, { customerId, reason }),
});
