import { type MoneyPlace, parseMoney } from '@/lib/platform/money';
import { readWhole } from '@/lib/platform/read-whole-number';
import type { PricedLine } from '@/lib/pricing/rules';
import { choiceNamed, type Extra, type ExtraChoice, type ExtraValues } from './schema';

type Known = {
  /** What of the menu an extra is, archived or not; price in minor units. */
  offeredFor: (extra: Extra) => { price: number } | undefined;
  /** Whether this person may agree another price than the menu's. */
  mayPrice: boolean;
};

/** What is wrong with extras, by field: who may not price takes what is on the menu, at its price. */
export function extraProblems(
  extras: readonly Extra[],
  { offeredFor, mayPrice }: Known,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [at, extra] of extras.entries()) {
    const { name, thing, unitPrice } = extra;
    const offered = offeredFor(extra);
    if (thing && !offered) fields[`extras.${at}.name`] = `${name} is no longer on the menu.`;
    else if (!offered && !mayPrice)
      fields[`extras.${at}.name`] =
        `${name} isn’t on the menu, and your company lets managers set prices. Ask one of them.`;
    else if (!offered && unitPrice === null) fields[`extras.${at}.price`] = 'Enter the price of one.';
    else if (offered && !mayPrice && unitPrice !== null && unitPrice !== offered.price)
      fields[`extras.${at}.price`] = `${name}: your company lets managers change prices. Ask one of them.`;
  }
  return fields;
}

/** The rows that can be read so far, as they will be priced. */
export function pricedExtras(
  rows: readonly ExtraValues[],
  { place, choices }: { place: MoneyPlace; choices: readonly ExtraChoice[] },
): PricedLine[] {
  return rows.flatMap((row) => {
    const choice = choiceNamed(choices, row.name);
    const quantity = readWhole(row.quantity);
    const unitPrice = parseMoney(row.price, place) ?? choice?.price;
    if (!quantity || unitPrice === undefined) return [];
    return [{ kind: choice?.kind === 'dish' ? 'menu' : 'service', quantity, unitPrice }];
  });
}
