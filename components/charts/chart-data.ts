export type ChartRow = Record<string, string | number | null>;
export type ChartSeries = { key: string; label: string };

/** More than these can't be told apart. */
export const mostSeries = 5;

/** Tremor's names for our five chart colours, in order; see theme.css. */
export const tremorColors = ['emerald', 'amber', 'sky', 'indigo', 'rose'];
export const swatches = ['bg-chart-1', 'bg-chart-2', 'bg-chart-3', 'bg-chart-4', 'bg-chart-5'];

/** A row's number; what is missing or no number is null. */
export function numberAt(row: ChartRow, key: string): number | null {
  const value = row[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Whether there is anything to draw: one number that isn't zero. */
export function hasValues(data: readonly ChartRow[], series: readonly ChartSeries[]): boolean {
  return data.some((row) => series.some(({ key }) => Boolean(numberAt(row, key))));
}

/** Rows named by the series' labels, which is what Tremor shows in its tooltip. */
export function labelled(
  data: readonly ChartRow[],
  index: string,
  series: readonly ChartSeries[],
): ChartRow[] {
  return data.map((row) => ({
    [index]: row[index] ?? '',
    ...Object.fromEntries(series.map(({ key, label }) => [label, numberAt(row, key)])),
  }));
}
