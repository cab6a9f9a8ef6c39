import 'server-only';
import { and, eq } from 'drizzle-orm';
import { services } from '@/db/schema/menu';
import type { Tx } from '@/db/session';

/**
 * A service for something that was agreed once and is on no menu: archived, so that nobody is offered it. One of that name
 * that is there already is taken. `price` in minor units. Gives its id.
 */
export async function ensureExtra(
  tx: Tx,
  { companyId, name, price }: { companyId: string; name: string; price: number },
): Promise<string> {
  await tx
    .insert(services)
    .values({ companyId, name, price, unit: 'flat', kind: 'other', active: false })
    .onConflictDoNothing({ target: [services.companyId, services.name] });
  const [row] = await tx
    .select({ id: services.id })
    .from(services)
    .where(and(eq(services.companyId, companyId), eq(services.name, name)));
  if (!row) throw new Error('The extra that was just written is not visible');
  return row.id;
}
