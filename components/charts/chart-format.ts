export type ChartFormat = 'number' | 'percent' | 'money';

export type FormatOptions = {
  /** "percent": a share from 0 to 1; "money": in the currency's main unit, not in minor units. */
  format?: ChartFormat;
  currency?: string;
  locale?: string;
};

function intl(options: FormatOptions, short: boolean): Intl.NumberFormatOptions {
  const compact = short ? { notation: 'compact' as const, maximumFractionDigits: 1 } : {};
  if (options.format === 'percent') return { style: 'percent', maximumFractionDigits: short ? 0 : 1 };
  if (options.format === 'money' && options.currency && !short) {
    return { style: 'currency', currency: options.currency, currencyDisplay: 'code' };
  }
  return { maximumFractionDigits: 1, ...compact };
}

/** A value in full, as the table and the tooltip show it. */
export function formatFull(value: number, options: FormatOptions): string {
  return new Intl.NumberFormat(options.locale ?? 'en-GB', intl(options, false)).format(value);
}

/** A value short enough to stand on a bar: "12.3M". The unit stands in the chart's title line. */
export function formatShort(value: number, options: FormatOptions): string {
  const short = Math.abs(value) >= 10_000 || options.format === 'percent';
  return new Intl.NumberFormat(
    options.locale ?? 'en-GB',
    short ? intl(options, true) : { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 },
  ).format(value);
}
