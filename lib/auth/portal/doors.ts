import 'server-only';
import { sql } from 'drizzle-orm';
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
