import { SideScroll } from '@/components/ui/side-scroll';
import type { ChartRow, ChartSeries } from './chart-data';
import { numberAt } from './chart-data';
import { type FormatOptions, formatFull } from './chart-format';

type ChartTableProps = FormatOptions & {
  title: string;
  index: string;
  data: readonly ChartRow[];
  series: readonly ChartSeries[];
};

/** The numbers of a chart, in full. */
export function ChartTable({ title, index, data, series, ...format }: ChartTableProps) {
  return (
    <SideScroll label={title}>
      <table className="w-full text-sm">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-subtle text-xs">
            <td className="h-8 border-b" />
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className="h-8 border-b ps-4 text-end font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((row) => (
            <tr key={String(row[index])}>
              <th scope="row" className="h-8 border-b text-start font-normal">
                {row[index]}
              </th>
              {series.map(({ key }) => (
                <td key={key} className="h-8 whitespace-nowrap border-b ps-4 text-end">
                  {spell(numberAt(row, key), format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}

function spell(value: number | null, format: FormatOptions): string {
  return value === null ? '–' : formatFull(value, format);
}
