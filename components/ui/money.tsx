import { formatMoney } from '@/lib/platform/format/money';

export { formatMoney };

type MoneyProps = { amountMinor: number; currency: string; locale?: string; className?: string };

/** Money, never broken over two lines, figures of one width. `amountMinor` is in pesewas, cents, yen. */
export function Money({ amountMinor, currency, locale, className = '' }: MoneyProps) {
  return (
    <span className={`tabular whitespace-nowrap ${className}`}>
      {formatMoney(amountMinor, currency, locale)}
    </span>
  );
}
