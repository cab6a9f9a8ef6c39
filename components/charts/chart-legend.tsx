import { type ChartRow, type ChartSeries, numberAt, swatches } from './chart-data';
import { type FormatOptions, formatShort } from './chart-format';

type LegendProps = FormatOptions & {
  index: string;
  data: readonly ChartRow[];
  series: readonly ChartSeries[];
};

/** Each series by colour and name, with its latest value and when that was. */
export function ChartLegend({ index, data, series, ...format }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {series.map(({ key, label }, order) => {
        const latest = data.findLast((row) => numberAt(row, key) !== null);
        const value = latest ? numberAt(latest, key) : null;
        return (
          <li key={key} className="flex items-center gap-2">
            <span aria-hidden className={`size-2.5 rounded-full ${swatches[order]}`} />
            <span className="text-muted">{label}</span>
            {latest && value !== null ? (
              <span className="tabular font-medium">
                {formatShort(value, format)}
                <span className="font-normal text-subtle text-xs"> {latest[index]}</span>
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
