import 'server-only';
import { eq } from 'drizzle-orm';
import { items, services } from '@/db/schema/menu';
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
  write: async (tx, { kind, id, version, price, active }) => {
    const table = kind === 'menu' ? items : services;
    const [stored] = await tx
      .select({ version: table.version, price: table.price, active: table.active })
      .from(table)
      .where(eq(table.id, id))
      .for('update');
    if (!stored) throw notFound(kind === 'menu' ? 'dish' : 'service');
    if (stored.version !== version)
      throw new Refusal('stale', 'Someone else changed this meanwhile.', { changed: stored });
    await tx.update(table).set({ price, active }).where(eq(table.id, id));
  },
});
