import type { bookingStatuses } from '@/db/enums';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import type { Decision } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import {
  exemptOn,
  noTax,
  profileOf,
  profileOn,
  type TaxProfile,
  type TaxRule,
  type TaxSnapshot,
} from '../rules';

type Status = (typeof bookingStatuses)[number];
type Pricing = { timeZone: string; profiles: readonly TaxProfile[]; pricesIncludeTax: boolean };
type Taxed = { status: Status; startsAt: Date; tax: TaxSnapshot | null };

type Given = {
  startsAt: Date;
  /** The booking as it is, where there is one. */
  stored: Taxed | undefined;
  pricing: Pricing;
  /** What the customer's record says, `null` for nothing; not said, the booking keeps what it has. */
  exemption?: TaxExemption | null | undefined;
};

const isDraft = (status: Status) => status === 'enquiry' || status === 'quoted';

/**
 * How a booking is taxed: the rates of the event's day, or what was agreed where an agreed booking stays on its day. Whether its
 * prices include tax it keeps for good, since they were agreed like that; and an exemption until the company takes up another.
 */
export function taxRuleFor({ startsAt, stored, pricing, exemption }: Given): TaxRule {
  const day = dayKey(startsAt, pricing.timeZone);
  const was = stored?.tax ? profileOf(stored.tax) : undefined;
  const agreed = stored !== undefined && !isDraft(stored.status);
  const stays = agreed && was && dayKey(stored.startsAt, pricing.timeZone) === day;
  const { name, components } = stays ? was : (profileOn(pricing.profiles, day) ?? noTax);
  return {
    ...{ name, components },
    included: was || agreed ? was?.included : pricing.pricesIncludeTax,
    exempt: exemptOn(exemption === undefined ? was?.exempt : exemption, day),
  };
}

type Offered = Omit<Given, 'startsAt' | 'stored'> & {
  stored: Taxed;
  /** Whether a draft also takes up what the company's prices mean now. */
  prices: boolean;
};

/** The same as the company and the customer's record have it now: what a booking is offered. What was agreed keeps the meaning of its prices. */
export function taxOffered({ stored, pricing, exemption, prices }: Offered): TaxRule {
  const rule = taxRuleFor({ startsAt: stored.startsAt, stored, pricing, exemption: exemption ?? null });
  return prices && isDraft(stored.status) ? { ...rule, included: pricing.pricesIncludeTax } : rule;
}

export type TaxOffer = {
  /** Why the customer pays no tax, where the booking has tax on it; or that they pay it now. */
  exempt: TaxExemption | 'no more' | undefined;
  /** Where the menu's prices mean something else than the booking's. */
  included: boolean | undefined;
};

/** What of a booking's tax isn't what it would be now; undefined where nothing is, or the booking is closed. */
export function taxOffer(given: Offered): TaxOffer | undefined {
  const { stored } = given;
  if (!mayTakeTax(stored).ok || !stored.tax) return undefined;
  const [was, now] = [profileOf(stored.tax), taxOffered(given)];
  const exempt = sameExemption(was.exempt, now.exempt) ? undefined : (now.exempt ?? 'no more');
  const included = (was.included ?? false) === (now.included ?? false) ? undefined : now.included;
  return exempt || included !== undefined ? { exempt, included } : undefined;
}

const sameExemption = (one?: TaxExemption, other?: TaxExemption) =>
  one?.reason === other?.reason && one?.certificate === other?.certificate && one?.until === other?.until;

/** Whether a booking still takes up another tax. */
export function mayTakeTax({ status }: { status: Status }): Decision {
  if (status === 'completed' || status === 'cancelled')
    return {
      ok: false,
      code: 'conflict',
      reason: 'This booking is closed. Credit its invoice where too much was billed.',
    };
  return { ok: true };
}
