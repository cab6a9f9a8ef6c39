import 'server-only';
import { eq } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { items, services } from '@/db/schema/menu';
import { type Actor, actAs, type Tx } from '@/db/session';
import { authorise } from '@/lib/auth/authorise';
import { notFound, Refusal } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { parseMoney } from '@/lib/platform/money';
import type { OfferInput } from './schema';

type OfficeActor = Extract<Actor, { role: 'manager' | 'staff' }>;

/** Far above any dish or service, and what a line can hold (`booking_lines_price`). In minor units. */
const highestPrice = 100_000_000_000;

/**
 * Sets the price and availability of a dish or service for bookings to come; those made keep theirs. Throws
 * `stale` when someone saved it since the form was opened.
 */
export async function updateOffer(actor: OfficeActor, input: OfferInput): Promise<void> {
  authorise(actor, 'menu.write');
  const table = input.kind === 'menu' ? items : services;
  await actAs(actor, async (tx) => {
    const [stored] = await tx
      .select({ version: table.version, price: table.price, active: table.active })
      .from(table)
      .where(eq(table.id, input.id))
      .for('update');
    if (!stored) throw notFound(input.kind === 'menu' ? 'dish' : 'service');
    if (stored.version !== input.version)
      throw new Refusal(
        'stale',
        'Someone else changed this meanwhile. Look at it again and repeat your change.',
        {
          changed: stored,
        },
      );
    await tx
      .update(table)
      .set({ price: await priceOf(tx, input.price), active: input.active })
      .where(eq(table.id, input.id));
  });
}

async function priceOf(tx: Tx, typed: string): Promise<number> {
  const [company] = await tx.select({ currency: companies.currency }).from(companies);
  const currency = company?.currency ?? '';
  const price = parseMoney(typed, currency);
  if (price !== undefined && price > 0 && price <= highestPrice) return price;
  const sentence = `Enter a price above zero, such as ${formatMoney(2550, currency)}.`;
  throw new Refusal('invalid', sentence, { fields: { price: sentence } });
}
