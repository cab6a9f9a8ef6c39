import { decimals, formatMoney } from '@/lib/platform/format/money';
import { formatCompact, formatCount, formatPercent } from '@/lib/platform/format/numbers';

export type ChartFormat = 'number' | 'percent' | 'money';

export type FormatOptions = {
  /** "percent": a share from 0 to 1; "money": in the currency's main unit, not in minor units. */
  format?: ChartFormat;
  currency?: string;
  locale?: string;
};

/** A value in full, as the table and the tooltip show it. */
export function formatFull(value: number, { format, currency, locale }: FormatOptions): string {
  if (format === 'percent') return formatPercent(value, locale, 1);
  if (format === 'money' && currency) return formatMoney(value * 10 ** decimals(currency), currency, locale);
  return formatCount(value, locale, 1);
}

/** A value short enough to stand on a bar: "12.3M". The unit stands in the chart's title line. */
export function formatShort(value: number, { format, locale }: FormatOptions): string {
  if (format === 'percent') return formatPercent(value, locale);
  const size = Math.abs(value);
  return size >= 10_000 ? formatCompact(value, locale) : formatCount(value, locale, size < 10 ? 1 : 0);
}
