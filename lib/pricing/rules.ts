import type { TaxSnapshot as KeptTax, TaxExemption } from '@/db/schema/tax-snapshot';
import { halfUp, share } from '@/lib/platform/money';

/** What a booking was priced with, kept with it for good (column `tax`). */
export type TaxSnapshot = KeptTax;

/** One part of a tax; `rate` in basis points. A compound one is taken on the base plus those before it. */
export type TaxComponent = { code: string; name: string; rate: number; compound: boolean };

/** The components that hold for events from `validFrom` (a day of the company, "2026-01-01") on. */
export type TaxProfile = { name: string; validFrom: string; components: readonly TaxComponent[] };

/** How a booking is taxed: its rates, whether they are in its prices already, and whose customer is exempt. */
export type TaxRule = {
  name: string;
  components: readonly TaxComponent[];
  included?: boolean | undefined;
  exempt?: TaxExemption | undefined;
};

export type PricedLine = {
  kind: 'menu' | 'service';
  unitPrice: number;
  quantity: number;
  /** Basis points off the line. */
  discountRate?: number;
};

/** All in minor units. `paid` and what follows from it are not of the price. */
export type Price = {
  menuTotal: number;
  serviceTotal: number;
  subtotal: number;
  /** Taken off the subtotal, in all. */
  discount: number;
  /** What of it was agreed with the customer; the rest is a voucher's. */
  agreedDiscount: number;
  /** On what is left then; none of the subtotal. Its rate in basis points, and whether the tax is on it too. */
  serviceCharge: number;
  serviceChargeRate: number;
  serviceChargeTaxed: boolean;
  taxTotal: number;
  total: number;
  deposit: number;
  tax: TaxSnapshot;
};

/** The most a booking can be worth: far above any event, far below where sums lose their last digit. */
export const largestTotal = 900_000_000_000;

export const noTax = { name: 'No tax', components: [] } as const;

/** The profile in force on a day: the newest that has begun. None means that no tax is due. */
export function profileOn(profiles: readonly TaxProfile[], day: string): TaxProfile | undefined {
  return profiles
    .filter((profile) => profile.validFrom <= day)
    .reduce<TaxProfile | undefined>(
      (newest, profile) => (newest && newest.validFrom >= profile.validFrom ? newest : profile),
      undefined,
    );
}

type Rates = Pick<TaxRule, 'name' | 'components'>;

/**
 * Tax on a base in minor units. The tax as a whole is rounded once, half up; each component gets its whole
 * units and what is left goes to the largest remainders, so that the components add up to the total.
 * (Ghana from 2026, base 775.00: 930.00 in all, not 930.01 by rounding 19.375 twice.)
 */
export function taxOn(base: number, rates: Rates): { total: number; snapshot: TaxSnapshot } {
  const { scale, parts, sum } = exactRates(rates);
  const total = halfUp(BigInt(base) * sum, scale);
  return laidOn(total, rates, { amount: BigInt(base), parts, whole: scale });
}

/**
 * The tax that is in an amount in minor units, rounded once, half up. Where some net and the tax on it come to exactly this
 * amount, it is that tax, part by part: a price of 930.00 with the tax in it is one of 775.00 with the tax on it.
 */
export function taxWithin(gross: number, rates: Rates): { total: number; snapshot: TaxSnapshot } {
  const { scale, parts, sum } = exactRates(rates);
  const whole = scale + sum;
  const total = halfUp(BigInt(gross) * sum, whole);
  const onNet = taxOn(gross - Number(total), rates);
  if (onNet.total === Number(total)) return onNet;
  return laidOn(total, rates, { amount: BigInt(gross), parts, whole });
}

/** What each part asks of one unit, exact: all share the denominator 10000^n. */
function exactRates({ components }: Rates): { scale: bigint; parts: bigint[]; sum: bigint } {
  const scale = 10_000n ** BigInt(components.length);
  let sum = 0n;
  const parts = components.map(({ rate, compound }) => {
    const part = ((compound ? scale + sum : scale) * BigInt(rate)) / 10_000n;
    sum += part;
    return part;
  });
  return { scale, parts, sum };
}

function laidOn(
  total: bigint,
  { name, components }: Rates,
  { amount, parts, whole }: { amount: bigint; parts: readonly bigint[]; whole: bigint },
) {
  const exact = parts.map((part) => ({ whole: (amount * part) / whole, rest: (amount * part) % whole }));
  return { total: Number(total), snapshot: snapshotOf(name, components, allocate(total, exact)) };
}

const snapshotOf = (
  profile: string,
  components: readonly TaxComponent[],
  amounts: readonly bigint[],
): TaxSnapshot => ({
  profile,
  components: components.map(({ code, name, rate, compound }, index) => ({
    ...{ code, name, rate, compound },
    amount: Number(amounts[index] ?? 0n),
  })),
});

/**
 * What an amount is taxed with under a rule, and what that adds to it: the tax, nothing where it is in the amount, and less than
 * nothing where the customer is spared a tax that the amount includes. The database holds the same (`tax_on_top`, `tax_of`).
 */
function taxed(amount: number, rule: TaxRule): { total: number; onTop: number; snapshot: TaxSnapshot } {
  const { included = false, exempt } = rule;
  const { total, snapshot } = included ? taxWithin(amount, rule) : taxOn(amount, rule);
  const way = included ? { included } : {};
  if (!exempt) return { total, onTop: included ? 0 : total, snapshot: { ...snapshot, ...way } };
  const free = snapshotOf(rule.name, rule.components, []);
  const relief = included ? { relief: total } : {};
  return { total: 0, onTop: included ? -total : 0, snapshot: { ...free, ...way, exempt, ...relief } };
}

/** What an exemption says on a day of the company; nothing once it has ended. */
export const exemptOn = (exempt: TaxExemption | null | undefined, day: string): TaxExemption | undefined =>
  exempt && (exempt.until === undefined || exempt.until >= day) ? exempt : undefined;

/**
 * Whether two parts of a tax with the same rate on the same base show different amounts, which needs a word: the tax
 * is rounded once as a whole, and what is left over goes to the parts with the largest remainders.
 */
export function hasUnevenParts({ components }: Pick<TaxSnapshot, 'components'>): boolean {
  return components.some((one, at) =>
    components
      .slice(at + 1)
      .some(
        (other) => !one.compound && !other.compound && other.rate === one.rate && other.amount !== one.amount,
      ),
  );
}

function allocate(total: bigint, parts: { whole: bigint; rest: bigint }[]): bigint[] {
  let left = total - parts.reduce((sum, { whole }) => sum + whole, 0n);
  const amounts = parts.map(({ whole }) => whole);
  const byRest = parts
    .map(({ rest }, index) => ({ rest, index }))
    .sort((one, other) => Number(other.rest > one.rest) - Number(other.rest < one.rest));
  for (const { index } of byRest) {
    if (left <= 0n) break;
    amounts[index] = (amounts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return amounts;
}

/** What a line comes to, less what comes off it; minor units. The database holds the same (`booking_lines.amount`). */
export function lineAmount({ unitPrice, quantity, discountRate = 0 }: Omit<PricedLine, 'kind'>): number {
  const full = unitPrice * quantity;
  return full - share(full, discountRate);
}

/** What comes off a booking: what was agreed, as basis points or an amount, then a voucher's rate. */
export type Discounts = {
  agreedDiscountRate?: number;
  /** Minor units. */
  agreedDiscountAmount?: number;
  /** Basis points of what is left after the agreed one. */
  discountRate?: number;
};

/** What stands on a booking beyond its lines: discounts, and a service charge on what they leave, taxed or not. */
export type Terms = Discounts & {
  /** Basis points. */
  serviceChargeRate?: number;
  serviceChargeTaxed?: boolean;
};

/** What was agreed to come off a sum of lines, never more than they come to; minor units. */
export function agreedDiscountOf(
  subtotal: number,
  { agreedDiscountRate = 0, agreedDiscountAmount = 0 }: Discounts,
): number {
  return Math.min(subtotal, share(subtotal, agreedDiscountRate) + agreedDiscountAmount);
}

/**
 * What a booking costs: its lines, less the discount that was agreed, less a voucher's share of what is left, a service
 * charge on the rest, the tax on both or on the lines alone, and the deposit asked (basis points of the total). Where prices
 * include the tax, the total is what was agreed, and the tax is a part of it.
 */
export function priceBooking({
  lines,
  profile = noTax,
  depositRate,
  terms = {},
}: {
  lines: readonly PricedLine[];
  profile?: TaxRule | undefined;
  depositRate: number;
  terms?: Terms;
}): Price {
  const sumOf = (kind: PricedLine['kind']) =>
    lines.reduce((sum, line) => sum + (line.kind === kind ? lineAmount(line) : 0), 0);
  const menuTotal = sumOf('menu');
  const serviceTotal = sumOf('service');
  const subtotal = menuTotal + serviceTotal;
  const agreedDiscount = agreedDiscountOf(subtotal, terms);
  const discount = agreedDiscount + share(subtotal - agreedDiscount, terms.discountRate ?? 0);
  const net = subtotal - discount;
  const { serviceChargeRate = 0, serviceChargeTaxed = true } = terms;
  const serviceCharge = share(net, serviceChargeRate);
  const base = net + (serviceChargeTaxed ? serviceCharge : 0);
  const { total: taxTotal, onTop, snapshot: tax } = taxed(base, profile);
  const total = net + serviceCharge + onTop;
  const deposit = share(total, depositRate);
  const off = { discount, agreedDiscount };
  const charge = { serviceCharge, serviceChargeRate, serviceChargeTaxed };
  return { menuTotal, serviceTotal, subtotal, ...off, ...charge, taxTotal, total, deposit, tax };
}

/**
 * The service charge without the tax that is in it, in minor units: its share of the tax is rounded half up. What is on top of
 * prices is in no charge. The database holds the same (`net_charge_of`).
 */
export function netCharge(price: {
  subtotal: number;
  discount: number;
  serviceCharge: number;
  serviceChargeTaxed: boolean;
  taxTotal: number;
  tax: TaxSnapshot | null;
}): number {
  const { serviceCharge, tax } = price;
  if (!tax?.included || !price.serviceChargeTaxed || serviceCharge === 0) return serviceCharge;
  const base = BigInt(price.subtotal - price.discount + serviceCharge);
  const inside = BigInt(price.taxTotal + (tax.relief ?? 0));
  return serviceCharge - Number(halfUp(BigInt(serviceCharge) * inside, base));
}

/** How a booking was taxed, to price it again under the same rules. */
export function profileOf(tax: TaxSnapshot): TaxRule {
  const { profile, components, included, exempt } = tax;
  return {
    name: profile,
    components: components.map(({ code, name, rate, compound }) => ({ code, name, rate, compound })),
    ...(included ? { included } : {}),
    ...(exempt ? { exempt } : {}),
  };
}
