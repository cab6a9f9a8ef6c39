import { sayTwoDays } from '@/lib/bookings/calendar/two-days';
import { formatCalendarDate, formatSpan } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { type FigureChange, formatCount, formatPercent } from '@/lib/platform/format/numbers';
import type { Basis, Format, Range, ReportFigure, Stretch, Value } from './document';

export type Writing = { currency: string; locale: string };

/** A value as a person reads it; a dash where there is none. */
export function sayValue(value: Value, format: Format, { currency, locale }: Writing): string {
  if (value === null) return '–';
  if (typeof value === 'string') {
    // Under a column of days stands "Sum".
    if (!/^\d{4}-\d\d-\d\d$/.test(value)) return value;
    if (format === 'day') return formatCalendarDate(value, locale);
    if (format === 'month') return formatCalendarDate(value, locale, 'month');
    return value;
  }
  if (format === 'money') return formatMoney(Math.round(value), currency, locale);
  if (format === 'share') return formatPercent(value, locale, 1);
  if (format === 'minutes') return formatSpan(value * 60_000);
  if (format === 'decimal') return formatCount(value, locale, 1);
  if (format === 'score') return formatCount(value, locale, 2);
  return formatCount(value, locale);
}

/** "1 Mar 2026 – 31 Mar 2026", one day alone where it is one. */
export const sayStretch = ({ since, until }: Stretch, locale: string): string =>
  sayTwoDays({ first: since, last: until }, locale);

/** "compared with 1 Feb 2026 – 28 Feb 2026". */
export function sayCompared({ before }: Range, locale: string): string | undefined {
  return before ? `compared with ${sayStretch(before, locale)}` : undefined;
}

/**
 * How a figure moved: amounts and counts by percent, shares and scores by what lies between. Undefined where there was
 * nothing, or nothing that percents can be of.
 */
export function changeOf(figure: ReportFigure, writing: Writing): FigureChange | undefined {
  const { value, before, format, welcome } = figure;
  if (value === null || before === null || before === undefined) return undefined;
  const difference = value - before;
  const direction = difference > 0 ? 'up' : difference < 0 ? 'down' : 'same';
  const was = sayValue(before, format, writing);
  if (direction === 'same') return { direction, words: `as before: ${was}` };
  const relative = format === 'money' || format === 'count' || format === 'minutes';
  const percent = relative && before > 0 ? formatPercent(Math.abs(difference) / before, writing.locale) : '';
  const good = welcome === undefined ? {} : { good: welcome === (direction === 'up') };
  if (relative && before === 0 && direction === 'up') return { direction, words: 'none before', ...good };
  return {
    direction,
    words: [percent, direction === 'up' ? 'more than' : 'less than', was].filter(Boolean).join(' '),
    ...good,
  };
}

/** "4.2 – 4.6". */
export function sayInterval(
  { interval, format }: Pick<ReportFigure, 'interval' | 'format'>,
  writing: Writing,
): string | undefined {
  return interval ? interval.map((end) => sayValue(end, format, writing)).join(' – ') : undefined;
}

/** What a figure rests on: its time, how many, and between what the truth is. */
export function sayBasis(figure: ReportFigure, writing: Writing): string {
  const interval = sayInterval(figure, writing);
  return [
    figure.period,
    figure.n === undefined ? undefined : `n = ${formatCount(figure.n, writing.locale)}`,
    interval && `95 %: ${interval}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The same of a cell: "n = 12 · 4.2 – 4.6"; nothing of none. */
export function sayCellBasis(basis: Basis | undefined, format: Format, writing: Writing): string | undefined {
  if (!basis || basis.n === 0) return undefined;
  const { n, interval } = basis;
  return [`n = ${formatCount(n, writing.locale)}`, sayInterval({ interval, format }, writing)]
    .filter(Boolean)
    .join(' · ');
}
