import type { TaxSnapshot } from './rules';
import { taxRows } from './tax/words';

type Priced = {
  discount: number;
  agreedDiscount: number;
  serviceCharge: number;
  tax: TaxSnapshot | null;
};

/**
 * What comes off the lines of a price and onto them, in words: what was agreed, what a voucher takes off, the service charge and
 * each part of the tax that is added. Minor units, below zero what comes off; a tax of nothing is said all the same.
 */
export function rowsAfterLines(
  { discount, agreedDiscount, serviceCharge, tax }: Priced,
  locale: string,
): { term: string; amount: number }[] {
  return [
    ...[
      { term: 'Discount', amount: -agreedDiscount },
      { term: 'Voucher', amount: agreedDiscount - discount },
      { term: 'Service charge', amount: serviceCharge },
    ].filter(({ amount }) => amount !== 0),
    ...taxRows(tax, locale).added.map(({ label, amount }) => ({ term: label, amount })),
  ];
}

/** Why two parts of a tax with one rate differ, `coin` being the smallest amount there is. */
export const unevenTax = (coin: string): string =>
  `Tax is rounded once, as a whole, so two equal levies can differ by ${coin}.`;

/** The same in French. */
export const unevenTaxInFrench = (coin: string): string =>
  `La taxe est arrondie une fois, en tout : deux prélèvements égaux peuvent différer de ${coin}.`;
