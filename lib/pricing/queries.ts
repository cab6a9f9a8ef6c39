import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { companies, taxComponents, taxProfiles } from '@/db/schema/companies';
import type { Tx } from '@/db/session';
import type { TaxComponent, TaxProfile } from './rules';

/** What pricing needs to know of the company; goes to the browser as it is, so that forms price alike. */
export type Pricing = {
  currency: string;
  locale: string;
  timeZone: string;
  /** Basis points of the total. */
  depositRate: number;
  /** The terms of a new booking. */
  serviceChargeRate: number;
  serviceChargeTaxed: boolean;
  /** Business days before an event by whose end its final count is due. */
  finalCountDays: number;
  profiles: TaxProfile[];
  /** Whether the prices of the menu have the tax in them. */
  pricesIncludeTax: boolean;
};

const companyQuery = prepared((db) =>
  db
    .select({
      currency: companies.currency,
      locale: companies.locale,
      timeZone: companies.timeZone,
      depositRate: companies.depositRate,
      serviceChargeRate: companies.serviceChargeRate,
      serviceChargeTaxed: companies.serviceChargeTaxed,
      finalCountDays: companies.finalCountDays,
      pricesIncludeTax: companies.pricesIncludeTax,
    })
    .from(companies),
);

const profilesQuery = prepared((db) =>
  db
    .select({
      profileId: taxProfiles.id,
      profile: taxProfiles.name,
      validFrom: taxProfiles.validFrom,
      code: taxComponents.code,
      name: taxComponents.name,
      rate: taxComponents.rate,
      compound: taxComponents.compound,
    })
    .from(taxProfiles)
    .leftJoin(
      taxComponents,
      and(eq(taxComponents.companyId, taxProfiles.companyId), eq(taxComponents.profileId, taxProfiles.id)),
    )
    .orderBy(asc(taxProfiles.validFrom), asc(taxComponents.position)),
);

/** The two reads of `pricingOf`, to be sent together with others. */
export const askPricing = (tx: Tx) => [companyQuery(tx), profilesQuery(tx)] as const;

type Rows = { -readonly [K in 0 | 1]: Awaited<ReturnType<typeof askPricing>[K]> };

/** Puts the two reads together. Throws when the company isn't visible, which a signed-in actor's always is. */
export function pricingOf([company]: Rows[0], rows: Rows[1]): Pricing {
  if (!company) throw new Error('The actor has no company');
  return { ...company, profiles: profilesOf(rows) };
}

/** Prices of the actor's own company, inside a transaction. */
export async function loadPricing(tx: Tx): Promise<Pricing> {
  const [company, rows] = askPricing(tx);
  return pricingOf(await company, await rows);
}

function profilesOf(rows: Rows[1]): TaxProfile[] {
  const found = new Map<string, TaxProfile & { components: TaxComponent[] }>();
  for (const { profileId, profile, validFrom, code, name, rate, compound } of rows) {
    const held = found.get(profileId) ?? { name: profile, validFrom, components: [] };
    if (code !== null && name !== null && rate !== null && compound !== null)
      held.components.push({ code, name, rate, compound });
    found.set(profileId, held);
  }
  return [...found.values()];
}
