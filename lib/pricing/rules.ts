import { share } from '@/lib/platform/money';

/** The components and amounts that a booking was priced with, kept with it for good (column `tax`). */
export type TaxSnapshot = {
  profile: string;
  components: { code: string; name: string; rate: number; compound: boolean; amount: number }[];
};

/** One part of a tax; `rate` in basis points. A compound one is taken on the base plus those before it. */
export type TaxComponent = { code: string; name: string; rate: number; compound: boolean };

/** The components that hold for events from `validFrom` (a day of the company, "2026-01-01") on. */
export type TaxProfile = { name: string; validFrom: string; components: readonly TaxComponent[] };

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
  /** Taken off the subtotal before tax, in all. */
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

const noTax = { name: 'No tax', components: [] } as const;

/** The profile in force on a day: the newest that has begun. None means that no tax is due. */
export function profileOn(profiles: readonly TaxProfile[], day: string): TaxProfile | undefined {
  return profiles
    .filter((profile) => profile.validFrom <= day)
    .reduce<TaxProfile | undefined>(
      (newest, profile) => (newest && newest.validFrom >= profile.validFrom ? newest : profile),
      undefined,
    );
}

/**
 * Tax on a base in minor units. The tax as a whole is rounded once, half up; each component gets its whole
 * units and what is left goes to the largest remainders, so that the components add up to the total.
 * (Ghana from 2026, base 775.00: 930.00 in all, not 930.01 by rounding 19.375 twice.)
 */
export function taxOn(
  base: number,
  { name, components }: { name: string; components: readonly TaxComponent[] },
): { total: number; snapshot: TaxSnapshot } {
  // Exact fractions: every component shares the denominator 10000^n.
  const scale = 10_000n ** BigInt(components.length);
  const exactBase = BigInt(base) * scale;
  let before = 0n;
  const exact = components.map(({ rate, compound }) => {
    const amount = ((compound ? exactBase + before : exactBase) * BigInt(rate)) / 10_000n;
    before += amount;
    return amount;
  });
  const total = (2n * before + scale) / (2n * scale);
  const amounts = allocate(
    total,
    exact.map((amount) => ({ whole: amount / scale, rest: amount % scale })),
  );
  return {
    total: Number(total),
    snapshot: {
      profile: name,
      components: components.map(({ code, name: label, rate, compound }, index) => ({
        code,
        name: label,
        rate,
        compound,
        amount: Number(amounts[index] ?? 0n),
      })),
    },
  };
}

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
 * charge on the rest, the tax on both or on the lines alone, and the deposit asked (basis points of the total).
 */
export function priceBooking({
  lines,
  profile = noTax,
  depositRate,
  terms = {},
}: {
  lines: readonly PricedLine[];
  profile?: { name: string; components: readonly TaxComponent[] };
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
  const taxed = net + (serviceChargeTaxed ? serviceCharge : 0);
  const { total: taxTotal, snapshot: tax } = taxOn(taxed, profile);
  const total = net + serviceCharge + taxTotal;
  const deposit = share(total, depositRate);
  const off = { discount, agreedDiscount };
  const charge = { serviceCharge, serviceChargeRate, serviceChargeTaxed };
  return { menuTotal, serviceTotal, subtotal, ...off, ...charge, taxTotal, total, deposit, tax };
}

/** The profile that a booking was priced with, to price it again under the same rules. */
export function profileOf(tax: TaxSnapshot): { name: string; components: TaxComponent[] } {
  return {
    name: tax.profile,
    components: tax.components.map(({ code, name, rate, compound }) => ({ code, name, rate, compound })),
  };
}
