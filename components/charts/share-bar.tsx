'use client';

import { mostSeries, swatches } from './chart-data';
import { type FormatOptions, formatFull } from './chart-format';
import { ChartFrame } from './chart-frame';
import { ChartTable } from './chart-table';

type ShareBarProps = FormatOptions & {
  title: string;
  /** Largest first; beyond five, the rest is one part. */
  parts: readonly { label: string; value: number }[];
  empty?: string;
};

function folded(parts: ShareBarProps['parts']) {
  if (parts.length <= mostSeries) return parts;
  const rest = parts.slice(mostSeries - 1).reduce((sum, part) => sum + part.value, 0);
  return [...parts.slice(0, mostSeries - 1), { label: 'Everything else', value: rest }];
}

/** What a whole is made of, as one bar: easier to compare than slices of a pie. */
export function ShareBar({ title, parts, empty = 'Nothing in this period yet.', ...format }: ShareBarProps) {
  const shown = folded(parts);
  const total = shown.reduce((sum, part) => sum + part.value, 0);
  const percent = (value: number) => `${Math.round((value / total) * 100)} %`;
  return (
    <ChartFrame
      title={title}
      height={120}
      empty={total > 0 ? null : empty}
      table={
        <ChartTable
          {...format}
          title={title}
          index="label"
          data={[...parts]}
          series={[{ key: 'value', label: 'Value' }]}
        />
      }
    >
      <div aria-hidden className="flex h-6 gap-0.5 overflow-hidden rounded-md">
        {shown.map((part, order) =>
          part.value > 0 ? (
            <span key={part.label} className={swatches[order]} style={{ flexGrow: part.value }} />
          ) : null,
        )}
      </div>
      <ul className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-2">
        {shown.map((part, order) => (
          <li key={part.label} className="flex items-center gap-2">
            <span aria-hidden className={`size-2.5 shrink-0 rounded-full ${swatches[order]}`} />
            <span dir="auto" className="min-w-0 flex-1 truncate text-left text-muted">
              {part.label}
            </span>
            <span className="tabular whitespace-nowrap font-medium">{percent(part.value)}</span>
            <span className="tabular whitespace-nowrap text-subtle text-xs">
              {formatFull(part.value, format)}
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
