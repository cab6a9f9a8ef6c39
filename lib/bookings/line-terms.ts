/** What somebody of the office agreed about one line: minor units each, basis points off the line, and why. */
export type LineTerms = { unitPrice: number; discountRate: number; reason: string };

/** What a line costs and what the menu asked for it then; minor units and basis points. */
export type LinePrice = {
  unitPrice: number;
  listedPrice: number;
  discountRate: number;
  priceReason: string | null;
};

/** A price of the menu, as it is. */
export const asListed = (listedPrice: number): LinePrice => ({
  unitPrice: listedPrice,
  listedPrice,
  discountRate: 0,
  priceReason: null,
});

/**
 * What a line costs: by the terms that a form gives it, at the menu's price where it takes them back (`null`), and as it
 * was where it says nothing of them. Terms that are the menu's price are none.
 */
export function linePrice(terms: LineTerms | null | undefined, was: LinePrice): LinePrice {
  if (terms === undefined) {
    const { unitPrice, listedPrice, discountRate, priceReason } = was;
    return { unitPrice, listedPrice, discountRate, priceReason };
  }
  const { listedPrice } = was;
  if (terms === null || (terms.unitPrice === listedPrice && terms.discountRate === 0))
    return asListed(listedPrice);
  return {
    unitPrice: terms.unitPrice,
    listedPrice,
    discountRate: terms.discountRate,
    priceReason: terms.reason,
  };
}

/** The terms of a line that has some, as a form holds them. */
export function termsOf({ unitPrice, discountRate, priceReason }: LinePrice): LineTerms | undefined {
  return priceReason === null ? undefined : { unitPrice, discountRate, reason: priceReason };
}

/** Whether two prices are of the same terms. */
export function sameTerms(one: LinePrice, other: LinePrice): boolean {
  return (
    one.unitPrice === other.unitPrice &&
    one.discountRate === other.discountRate &&
    one.priceReason === other.priceReason
  );
}
