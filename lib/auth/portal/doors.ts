import 'server-only';
import { createHash } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { senders } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import { env } from '@/lib/platform/env';

/** Whether the demo's records open: in production its customers are nobody. */
export const withDemo = () => env().CATER_ENV !== 'production';

/** A customer's record that a phone or mailbox opens. */
export type Door = { companyId: string; company: string; country: string; customerId: string; name: string };

/** The records that a number in E.164 or a mailbox opens. Asked by the gate. */
export async function doorsOf(tx: Tx, kind: 'phone' | 'email', address: string): Promise<Door[]> {
  return tx.execute<Door>(sql`select company_id as "companyId", company, country, customer_id as "customerId", name
    from portal_doors(${kind}, ${address}, ${withDemo()})`);
}

/**
 * A company’s WhatsApp senders as they are now, where each is of the installation’s account; none where it has an account of its own.
 * There it can read its codes at the provider, and a code that went so proves nothing to another company: whoever runs this one
 * could write anybody's number on a record and take the code.
 */
export async function sharedSenders(tx: Tx, companyId: string): Promise<string | null> {
  const found = await tx
    .select({ id: senders.id, version: senders.version, accountSid: senders.accountSid })
    .from(senders)
    .where(eq(senders.companyId, companyId))
    .orderBy(asc(senders.id));
  if (found.length === 0 || found.some(({ accountSid }) => accountSid !== null)) return null;
  return createHash('sha256')
    .update(found.map(({ id, version }) => `${id} ${version}`).join('\n'))
    .digest('hex');
}
