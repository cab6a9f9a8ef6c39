import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { prepared } from '@/db/prepared';
import { companies } from '@/db/schema/companies';
import { type Actor, type PersonActor, readAs, type Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { may, type Role } from './permissions';

/** Says whether staff may change prices of the menu; the database holds them to it. */
export const setStaffPrices = command({
  name: 'set staff prices',
  permission: 'settings.write',
  input: z.object({ allowed: z.boolean() }),
  output: nothing,
  write: async (tx, { allowed }, { companyId }) => {
    await tx.update(companies).set({ staffPrices: allowed }).where(eq(companies.id, companyId));
  },
});

/** Whether staff of the office's company may change prices. */
export const askStaffPrices = prepared((db) =>
  db.select({ staffPrices: companies.staffPrices }).from(companies),
);

/** Whether a role sets prices in a company that lets its staff, or doesn't; clients never do. */
export const mayPrice = (role: Role, company: { staffPrices: boolean } | undefined) =>
  may(role, 'prices.set') || (may(role, 'prices.set_if_let') && (company?.staffPrices ?? false));

/** The same within a transaction of the office. */
export async function mayPriceNow(tx: Tx, { role }: Pick<PersonActor, 'role'>): Promise<boolean> {
  if (!may(role, 'prices.set_if_let')) return may(role, 'prices.set');
  const [company] = await askStaffPrices(tx);
  return mayPrice(role, company);
}

/** The same for an actor, outside a screen. */
export async function readStaffPrices(actor: Actor): Promise<boolean> {
  const [[company]] = await readAs(actor, (tx) => [askStaffPrices(tx)]);
  return company?.staffPrices ?? false;
}
