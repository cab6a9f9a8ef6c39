import { cx } from '@/components/ui/cx';
import { Money } from '@/components/ui/money';
import type { ShownRate } from '@/db/schema/shown-rate';
import { formatMoney } from '@/lib/platform/format/money';
import { rowsAfterLines } from '@/lib/pricing/price-rows';
import { aboutNote } from '@/lib/pricing/rates/rules';
import { agreedDiscountOf, type Discounts, hasUnevenParts, type TaxSnapshot } from '@/lib/pricing/rules';
import { taxNotes, taxRows } from '@/lib/pricing/tax/words';

type TotalsProps = {
  price: {
    menuTotal: number;
    serviceTotal: number;
    discount: number;
    agreedDiscount: number;
    agreedDiscountReason?: string | null;
    serviceCharge: number;
    total: number;
    tax: TaxSnapshot | null;
  };
  currency: string;
  locale: string;
  /** By which rate the total is shown in another currency as well, where the customer chose one. */
  shown?: ShownRate | undefined;
};

/** A stored booking as its totals are told: what was agreed to come off it is worked out from its terms. */
export function pricedOf<Stored extends Discounts & { menuTotal: number; serviceTotal: number }>(
  booking: Stored,
) {
  return { ...booking, agreedDiscount: agreedDiscountOf(booking.menuTotal + booking.serviceTotal, booking) };
}

/**
 * How the total comes about: menu, services, what was agreed and what a voucher takes off, the service charge, each part of the tax,
 * and the sum; where prices include tax, what of the sum it is.
 */
export function Totals({ price, currency, locale, shown }: TotalsProps) {
  const rows = [
    { term: 'Menu', amount: price.menuTotal },
    { term: 'Services', amount: price.serviceTotal },
    ...rowsAfterLines(price, locale),
  ];
  const { added, within } = taxRows(price.tax, locale);
  const taxed = added.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <>
      <dl className="text-sm">
        {rows.map(({ term, amount }) => (
          <Row key={term} term={term}>
            <Money amountMinor={amount} currency={currency} locale={locale} />
          </Row>
        ))}
        {added.length > 1 ? (
          <Row term="Tax in all">
            <Money amountMinor={taxed} currency={currency} locale={locale} />
          </Row>
        ) : null}
        <Row term="Total" strong>
          <Money amountMinor={price.total} currency={currency} locale={locale} />
        </Row>
        {within.map(({ label, amount }) => (
          <Row key={label} term={label}>
            <Money amountMinor={amount} currency={currency} locale={locale} />
          </Row>
        ))}
      </dl>
      {shown && price.total > 0 ? (
        <p className="tabular mt-1 text-muted text-sm">
          {aboutNote(price.total, { currency, locale }, shown)}
        </p>
      ) : null}
      {taxNotes(price.tax, locale).map((note) => (
        <p key={note} dir="auto" className="mt-2 text-muted text-sm">
          {note}
        </p>
      ))}
      {price.agreedDiscountReason ? (
        <p className="mt-2 text-muted text-sm">
          Discount: <span dir="auto">{price.agreedDiscountReason}</span>
        </p>
      ) : null}
      {price.tax && hasUnevenParts(price.tax) ? (
        <p className="mt-2 text-subtle text-xs">
          Tax is rounded once, as a whole. Its parts are made to add up to it, so two equal levies can differ
          by {formatMoney(1, currency, locale)}.
        </p>
      ) : null}
    </>
  );
}

function Row({ term, strong, children }: { term: string; strong?: boolean; children: React.ReactNode }) {
  return (
    <div
      className={cx(
        'flex items-baseline justify-between gap-4 py-1',
        strong && 'mt-1 border-t pt-2 font-semibold text-base',
      )}
    >
      <dt className={strong ? undefined : 'text-muted'}>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
