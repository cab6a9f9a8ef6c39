import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { taxComponents, taxProfiles } from '@/db/schema/companies';
import { setCompany } from '@/lib/auth/company-settings';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { stable } from '@/lib/platform/merge-values';
import { askTaxWay, lockTax } from './queries';
import { removeTaxInput, saveTaxInput, taxWayInput } from './schema';

/**
 * Adds a tax that holds for events from a day on, or changes one. Bookings keep the tax that they were priced with until they are
 * changed. Refuses a day that has another tax, and what somebody else changed meanwhile.
 */
export const saveTax = command({
  name: 'save tax profile',
  permission: 'settings.write',
  input: saveTaxInput,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { id: known, seen, components, ...profile }, { companyId }) => {
    const id = known ?? v7();
    const [same] = await tx
      .select({ name: taxProfiles.name })
      .from(taxProfiles)
      .where(and(eq(taxProfiles.validFrom, profile.validFrom), ne(taxProfiles.id, id)));
    if (same)
      throw refuseField(
        'validFrom',
        `“${same.name}” holds from this day. Change that one, or choose another day.`,
      );
    if (known) {
      const stored = await lockTax(tx, known);
      if (!stored) throw notFound('tax');
      if (stable(stored) !== stable(seen))
        throw new Refusal('conflict', 'Someone else changed this tax meanwhile. Look at it again.');
      await tx.update(taxProfiles).set(profile).where(eq(taxProfiles.id, id));
      await tx.delete(taxComponents).where(eq(taxComponents.profileId, id));
    } else await tx.insert(taxProfiles).values({ id, companyId, ...profile });
    if (components.length > 0)
      await tx
        .insert(taxComponents)
        .values(components.map((part, position) => ({ companyId, profileId: id, position, ...part })));
    return { id };
  },
});

/** Takes a tax away; the one before it holds then. Twice is once. */
export const removeTax = command({
  name: 'remove tax profile',
  permission: 'settings.write',
  input: removeTaxInput,
  output: nothing,
  write: async (tx, { id }) => {
    await tx.delete(taxComponents).where(eq(taxComponents.profileId, id));
    await tx.delete(taxProfiles).where(eq(taxProfiles.id, id));
  },
});

/**
 * Says whether the prices of the menu have the tax in them. What is priced from now on follows; a booking keeps what its prices
 * meant when they were agreed. Throws `stale` with what somebody else set meanwhile.
 */
export const saveTaxWay = command({
  name: 'save tax in prices',
  permission: 'settings.write',
  input: taxWayInput,
  output: z.object({ version: z.number() }),
  write: (tx, way, { companyId }) =>
    setCompany(tx, { companyId, ...way }, async () => (await askTaxWay(tx))[0]),
});
