import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { notFound } from '@/lib/platform/errors';

/** Notes why a customer's data must be kept; null takes the note away. Throws Refusal for who is gone already. */
export async function setHold(
  tx: Tx,
  { customerId, reason }: { customerId: string; reason: string | null },
): Promise<void> {
  const held = await tx
    .update(customers)
    .set({ holdReason: reason })
    .where(and(eq(customers.id, customerId), isNull(customers.anonymisedAt)))
    .returning({ id: customers.id });
  if (held.length === 0) throw notFound('customer');
}
