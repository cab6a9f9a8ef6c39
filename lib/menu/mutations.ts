import 'server-only';
import { eq } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { items, services } from '@/db/schema/menu';
import type { Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { offerInput } from './schema';

/**
 * Sets the price and availability of a dish or service for bookings to come; those made keep theirs. Throws
 * `stale` when someone saved it since the form was opened.
 */
export const updateOffer = command({
  name: 'update offer',
  permission: 'menu.write',
  input: offerInput,
  output: nothing,
  write: async (tx, { kind, id, version, price, active }, actor) => {
    const table = kind === 'menu' ? items : services;
    const [stored] = await tx
      .select({ version: table.version, price: table.price, active: table.active })
      .from(table)
      .where(eq(table.id, id))
      .for('update');
    if (!stored) throw notFound(kind === 'menu' ? 'dish' : 'service');
    if (actor.role === 'staff' && price !== stored.price) await requireStaffPrices(tx);
    if (stored.version !== version)
      throw new Refusal('stale', 'Someone else changed this meanwhile.', { changed: stored });
    await tx.update(table).set({ price, active }).where(eq(table.id, id));
  },
});

async function requireStaffPrices(tx: Tx): Promise<void> {
  const [company] = await tx.select({ allowed: companies.staffPrices }).from(companies);
  if (company?.allowed) return;
  const sentence = 'In this company only managers change prices. Ask one of them.';
  throw new Refusal('forbidden', sentence, { fields: { price: sentence } });
}
