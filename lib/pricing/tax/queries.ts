import 'server-only';
import { asc, desc, eq, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { companies, taxComponents, taxProfiles } from '@/db/schema/companies';
import type { Tx } from '@/db/session';

const profilesQuery = prepared((db) =>
  db
    .select({ id: taxProfiles.id, name: taxProfiles.name, validFrom: taxProfiles.validFrom })
    .from(taxProfiles)
    .orderBy(desc(taxProfiles.validFrom)),
);
const componentsQuery = prepared((db) =>
  db
    .select({
      profileId: taxComponents.profileId,
      code: taxComponents.code,
      name: taxComponents.name,
      rate: taxComponents.rate,
      compound: taxComponents.compound,
    })
    .from(taxComponents)
    .orderBy(asc(taxComponents.profileId), asc(taxComponents.position)),
);

/** Whether the company's prices have the tax in them. */
export const askTaxWay = prepared((db) =>
  db.select({ version: companies.version, pricesIncludeTax: companies.pricesIncludeTax }).from(companies),
);

/** The company's taxes, those of the latest day first. */
export const askTaxes = (tx: Tx) => [profilesQuery(tx), componentsQuery(tx)] as const;

export const tellTaxes = ([profiles, parts]: Answers<ReturnType<typeof askTaxes>>) =>
  profiles.map((profile) => ({
    ...profile,
    components: parts
      .filter(({ profileId }) => profileId === profile.id)
      .map(({ profileId: _, ...part }) => part),
  }));

export type CompanyTax = ReturnType<typeof tellTaxes>[number];

/** One tax as it stands, locked; undefined where there is none of this id. */
export async function lockTax(tx: Tx, id: string) {
  const [profile] = await tx
    .select({ name: taxProfiles.name, validFrom: taxProfiles.validFrom })
    .from(taxProfiles)
    .where(eq(taxProfiles.id, id))
    .for('update');
  if (!profile) return undefined;
  const components = await tx
    .select({
      code: taxComponents.code,
      name: taxComponents.name,
      rate: taxComponents.rate,
      compound: taxComponents.compound,
    })
    .from(taxComponents)
    .where(sql`${taxComponents.profileId} = ${id}`)
    .orderBy(asc(taxComponents.position));
  return { ...profile, components };
}
