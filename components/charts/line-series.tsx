'use client';

import dynamic from 'next/dynamic';
import type { SeriesProps } from './bar-series';
import { hasValues, mostSeries } from './chart-data';
import { ChartFrame } from './chart-frame';
import { ChartLegend } from './chart-legend';
import { ChartPlace } from './chart-place';
import { ChartTable } from './chart-table';

const Lines = dynamic(() => import('./tremor-lines').then((file) => file.TremorLines), {
  ssr: false,
  loading: () => <ChartPlace />,
});

/** How something went over time, from zero; what wasn't measured is a gap, not a zero. */
export function LineSeries(props: SeriesProps) {
  const { title, data, index, height = 220, empty = 'Nothing in this period yet.', ...format } = props;
  const series = props.series.slice(0, mostSeries);
  return (
    <ChartFrame
      title={title}
      unit={format.format === 'money' ? format.currency : undefined}
      height={height}
      empty={hasValues(data, series) ? null : empty}
      table={<ChartTable {...format} {...{ title, index, data, series }} />}
      legend={<ChartLegend {...format} {...{ index, data, series }} />}
    >
      <div role="img" aria-label={`${title}, as lines`} style={{ height }}>
        <Lines {...format} {...{ data, index, series, height }} />
      </div>
    </ChartFrame>
  );
}
