'use client';

import { LineChart } from '@tremor/react';
import { labelled, tremorColors } from './chart-data';
import { formatShort } from './chart-format';
import type { TremorBarsProps } from './tremor-bars';

/** The one file that draws Tremor's lines; only ever loaded lazily. Gaps stay gaps. */
export function TremorLines({
  index,
  data,
  series,
  height,
  ...format
}: Omit<TremorBarsProps, 'stack' | 'bare'>) {
  return (
    <LineChart
      data={labelled(data, index, series)}
      index={index}
      categories={series.map((one) => one.label)}
      colors={tremorColors.slice(0, series.length)}
      valueFormatter={(value: number) => formatShort(value, format)}
      showLegend={false}
      yAxisWidth={48}
      minValue={0}
      curveType="linear"
      connectNulls={false}
      showAnimation={false}
      style={{ height }}
    />
  );
}
