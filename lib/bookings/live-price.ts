import { isThing, sumOf } from '@/lib/menu/thing-ref';
import { readWhole } from '@/lib/platform/read-whole-number';
import { lineAmount, type Price, priceBooking, type Terms } from '@/lib/pricing/rules';
import { taxRuleFor } from '@/lib/pricing/tax/rules';
import { mostQuantity } from './bounds';
import { asListed, linePrice } from './line-terms';
import { keptOrRead, type MenuThing, type PlanInput, type Stored } from './plan';
import type { BookingValues, LineValues } from './schema';

export type PricedBy = {
  stored?: Pick<Stored, 'status' | 'startsAt' | 'tax' | 'lines' | keyof Terms>;
  menu: readonly MenuThing[];
  pricing: PlanInput['pricing'];
  exemption?: PlanInput['exemption'];
};

/** What a line is and costs: as agreed where it was agreed, else as on the menu. */
export function thingOf(line: LineValues, { stored, menu }: Pick<PricedBy, 'stored' | 'menu'>) {
  const held = stored?.lines.find(({ id, thing }) => id === line.id && isThing(thing, line.thing));
  if (held) {
    const { name, minimumOrder, unit, feeds } = held;
    return { name, minimumOrder, unit, feeds, ...linePrice(line.terms, held) };
  }
  const thing = menu.find((one) => isThing(one, line.thing));
  if (!thing) return undefined;
  const { name, price, minimumOrder, unit, feeds } = thing;
  return { name, minimumOrder, unit, feeds, ...linePrice(line.terms, asListed(price)) };
}

/** What a line comes to while it is being typed; minor units. */
export function lineTotal(line: LineValues, thing: ReturnType<typeof thingOf>): number {
  return thing ? lineAmount({ ...thing, quantity: quantityOf(line) }) : 0;
}

/** The quantity that is being typed, or 0 while it isn't one. */
export function quantityOf({ quantity }: LineValues): number {
  return Math.min(readWhole(quantity) ?? 0, mostQuantity);
}

/** What the lines come to before discount and tax if they were these, less what they come to now; minor units. */
export function lineDifference(
  before: readonly LineValues[],
  after: readonly LineValues[],
  by: Pick<PricedBy, 'stored' | 'menu'>,
): number {
  const sum = (lines: readonly LineValues[]) =>
    lines.reduce((total, line) => total + lineTotal(line, thingOf(line, by)), 0);
  return sum(after) - sum(before);
}

/** The price of a form as it is being typed, by the rule that the server saves by. `now` stands in for a date. */
export function livePrice(values: BookingValues, by: PricedBy & { now: Date }): Price {
  const { stored, pricing, exemption, now } = by;
  const startsAt = keptOrRead(values.startsAt, stored?.startsAt, pricing.timeZone) ?? now;
  const lines = values.lines.flatMap((line) => {
    const thing = thingOf(line, by);
    return thing ? [{ ...thing, kind: sumOf(line.thing), quantity: quantityOf(line) }] : [];
  });
  return priceBooking({
    lines,
    profile: taxRuleFor({ startsAt, stored, pricing, exemption }),
    depositRate: pricing.depositRate,
    terms: stored ?? pricing,
  });
}
