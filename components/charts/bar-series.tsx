'use client';

import dynamic from 'next/dynamic';
import { type ChartRow, type ChartSeries, hasValues, mostSeries, numberAt, swatches } from './chart-data';
import { type FormatOptions, formatShort } from './chart-format';
import { ChartFrame } from './chart-frame';
import { ChartTable } from './chart-table';

const shares = ['45%', '70%', '55%', '85%', '60%', '75%'];

/** Holds a chart's place while its code is on the way. */
function ChartOnItsWay() {
  return (
    <div aria-hidden className="flex h-full min-h-40 animate-breathe items-end gap-[4%] px-[2%]">
      {shares.map((share) => (
        <span key={share} className="flex-1 rounded-md bg-bone" style={{ height: share }} />
      ))}
    </div>
  );
}

const Bars = dynamic(() => import('./tremor-bars').then((file) => file.TremorBars), {
  ssr: false,
  loading: () => <ChartOnItsWay />,
});

export type SeriesProps = FormatOptions & {
  title: string;
  data: readonly ChartRow[];
  /** The key of a row's label. */
  index: string;
  /** Up to five; the rest is left out. */
  series: readonly ChartSeries[];
  height?: number;
  /** The largest value that there can be, where there is one. */
  most?: number | undefined;
  /** What to say when there is nothing to draw. */
  empty?: string;
};

const mostLabels = 14;

/** Bars from zero. A single series carries its numbers on the bars; several get axes and a legend with values. */
export function BarSeries({ stack, most, ...props }: SeriesProps & { stack?: boolean }) {
  const { title, data, index, height = 220, empty = 'Nothing in this period yet.', ...format } = props;
  const series = props.series.slice(0, mostSeries);
  const bare = series.length === 1 && data.length <= mostLabels;
  const bars = <Bars {...format} {...{ data, index, series, stack, most, bare, height }} />;
  return (
    <ChartFrame
      title={title}
      unit={format.format === 'money' ? format.currency : undefined}
      height={height}
      empty={hasValues(data, series) ? null : empty}
      table={<ChartTable {...format} {...{ title, index, data, series }} />}
      legend={bare ? null : <ChartLegend {...format} {...{ index, data, series }} />}
    >
      {bare ? (
        <LabelledBars {...format} height={height} rows={data} index={index} valueKey={series[0]?.key ?? ''}>
          {bars}
        </LabelledBars>
      ) : (
        <div role="img" aria-label={`${title}, as bars`} style={{ height }}>
          {bars}
        </div>
      )}
    </ChartFrame>
  );
}

/** The number over and the name under each bar, in columns as wide as the chart's own. */
function LabelledBars(
  props: FormatOptions & {
    rows: readonly ChartRow[];
    index: string;
    valueKey: string;
    height: number;
    children: React.ReactNode;
  },
) {
  const { rows, index, valueKey, height, children, ...format } = props;
  const columns = { gridTemplateColumns: `repeat(${rows.length}, minmax(0, 1fr))` };
  return (
    <div>
      <div aria-hidden className="grid text-center text-xs" style={columns}>
        {rows.map((row) => {
          const value = numberAt(row, valueKey);
          return (
            <span key={String(row[index])} className="tabular truncate font-medium">
              {value === null ? '–' : formatShort(value, format)}
            </span>
          );
        })}
      </div>
      <div aria-hidden className="border-b" style={{ height }}>
        {children}
      </div>
      <div aria-hidden className="mt-1.5 grid text-center text-subtle text-xs" style={columns}>
        {rows.map((row) => (
          <span key={String(row[index])} className="overflow-hidden text-ellipsis leading-4">
            {row[index]}
          </span>
        ))}
      </div>
      <p className="sr-only">
        {rows.map((row) => `${row[index]}: ${formatShort(numberAt(row, valueKey) ?? 0, format)}`).join('; ')}
      </p>
    </div>
  );
}

type LegendProps = FormatOptions & {
  index: string;
  data: readonly ChartRow[];
  series: readonly ChartSeries[];
};

/** Each series by colour and name, with its latest value and when that was. */
function ChartLegend({ index, data, series, ...format }: LegendProps) {
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
