import { numberFormat } from './formatters';

/**
 * An amount with its currency's code, in the reader's notation: "GHS 12,345,678.90".
 * `amountMinor` is in the currency's minor unit (pesewas, cents, yen).
 */
export function formatMoney(amountMinor: number, currency: string, locale = 'en-GB'): string {
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}

type MoneyProps = { amountMinor: number; currency: string; locale?: string; className?: string };

/** Money, never broken over two lines, figures of one width. */
export function Money({ amountMinor, currency, locale, className = '' }: MoneyProps) {
  return (
    <span className={`tabular whitespace-nowrap ${className}`}>
      {formatMoney(amountMinor, currency, locale)}
    </span>
  );
}
