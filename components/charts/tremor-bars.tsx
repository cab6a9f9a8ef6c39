'use client';

import { BarChart } from '@tremor/react';
import { type ChartRow, type ChartSeries, labelled, numberAt, tremorColors } from './chart-data';
import { type FormatOptions, formatFull, formatShort } from './chart-format';

export type TremorBarsProps = FormatOptions & {
  index: string;
  data: readonly ChartRow[];
  series: readonly ChartSeries[];
  stack?: boolean;
  height: number;
  /** Where the axis ends. */
  most?: number | undefined;
  /** Without axes, for the single series that carries its labels itself. */
  bare?: boolean;
};

/** The one file that draws Tremor's bars; only ever loaded lazily. */
export function TremorBars({ index, data, series, stack, height, most, bare, ...format }: TremorBarsProps) {
  const hasNegative = data.some((row) => series.some(({ key }) => (numberAt(row, key) ?? 0) < 0));
  return (
    <BarChart
      data={labelled(data, index, series)}
      index={index}
      categories={series.map((one) => one.label)}
      colors={tremorColors.slice(0, series.length)}
      valueFormatter={(value: number) => (bare ? formatFull(value, format) : formatShort(value, format))}
      stack={stack}
      showLegend={false}
      showXAxis={!bare}
      showYAxis={!bare}
      showGridLines={!bare}
      yAxisWidth={48}
      barCategoryGap="24%"
      minValue={hasNegative ? undefined : 0}
      maxValue={most}
      padding={bare ? { left: 0, right: 0 } : undefined}
      showAnimation={false}
      style={{ height }}
    />
  );
}
