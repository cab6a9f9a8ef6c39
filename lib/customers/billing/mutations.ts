import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { customers } from '@/db/schema/people';
import { escalate } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { billingChanged } from '@/lib/alerts/happenings';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { billingInput } from './schema';

/**
 * Says that no tax is asked of a customer, and why, or that it is; and in which currency totals are shown to them as well. What
 * they book from now on follows; open bookings are offered it. Refuses what somebody else changed meanwhile.
 */
export const saveBilling = command({
  name: 'save billing of customer',
  permission: 'customers.billing',
  input: billingInput,
  output: z.object({ version: z.number() }),
  write: async (tx, { customerId, version, exemption, displayCurrency }, actor) => {
    const [stored] = await tx
      .select({ version: customers.version })
      .from(customers)
      .where(and(eq(customers.id, customerId), isNull(customers.anonymisedAt)))
      .for('update');
    if (!stored) throw notFound('customer');
    if (stored.version !== version)
      throw new Refusal('conflict', 'Someone else changed this customer meanwhile. Look at them again.');
    const [saved] = await tx
      .update(customers)
      .set({
        taxExemptReason: exemption?.reason ?? null,
        taxExemptCertificate: exemption?.certificate ?? null,
        taxExemptUntil: exemption?.until ?? null,
        displayCurrency,
      })
      .where(eq(customers.id, customerId))
      .returning({ version: customers.version });
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, billingChanged(customerId)));
    return { version: saved?.version ?? version };
  },
});
