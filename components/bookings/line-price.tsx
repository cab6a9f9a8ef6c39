import { Money } from '@/components/ui/money';
import type { LinePrice } from '@/lib/bookings/line-terms';
import { formatPercent } from '@/lib/platform/format/numbers';

type Props = { price: LinePrice; currency: string; locale: string };

/** What one of a line costs; beside another price than the menu's stands the menu's. */
export function EachPrice({ price, currency, locale }: Props) {
  const { unitPrice, listedPrice } = price;
  return (
    <>
      {unitPrice === listedPrice ? null : (
        <>
          <s className="text-subtle" aria-hidden>
            <Money amountMinor={listedPrice} currency={currency} locale={locale} />
          </s>{' '}
        </>
      )}
      <Money amountMinor={unitPrice} currency={currency} locale={locale} />
    </>
  );
}

/** What was agreed about a line and why: "10 % off: comes back every year". Nothing where nothing was. */
export function LineAgreement({ price, locale }: Omit<Props, 'currency'>) {
  const { discountRate, priceReason } = price;
  if (priceReason === null) return null;
  const off = discountRate > 0 ? `${formatPercent(discountRate / 10_000, locale, 2)} off` : 'Agreed price';
  return (
    <span className="block text-muted text-xs">
      {off}: <span dir="auto">{priceReason}</span>
    </span>
  );
}
