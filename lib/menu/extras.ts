import 'server-only';
import { and, eq } from 'drizzle-orm';
import { preparedText } from '@/db/prepared';
import { services } from '@/db/schema/menu';
import type { Tx } from '@/db/session';

/**
 * A service for something that was agreed once and is on no menu: archived, so that nobody is offered it. One of that name
 * that is there already is taken. `price` in minor units. Gives its id and its price, which one that was there has.
 */
export async function ensureExtra(
  tx: Tx,
  { companyId, name, price }: { companyId: string; name: string; price: number },
): Promise<{ id: string; price: number }> {
  await tx
    .insert(services)
    .values({ companyId, name, price, unit: 'flat', kind: 'other', active: false })
    .onConflictDoNothing({ target: [services.companyId, services.name] });
  const [row] = await tx
    .select({ id: services.id, price: services.price })
    .from(services)
    .where(and(eq(services.companyId, companyId), eq(services.name, name)));
  if (!row) throw new Error('The extra that was just written is not visible');
  return row;
}

/** The dishes and services that are offered, by name; prices in minor units. */
export const askExtraChoices = preparedText<{
  kind: 'dish' | 'service';
  id: string;
  name: string;
  price: number;
}>(
  `select 'service' as kind, s.id, s.name, s.price::float8 as price from services s where s.active
  union all
  select 'dish', i.id, i.name, i.price::float8 from items i
    join categories c on c.company_id = i.company_id and c.id = i.category_id where i.active and c.active
  order by name, id`,
);
