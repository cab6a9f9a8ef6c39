import type { ReactNode } from 'react';
import type { Tone } from './pill';

const fills: Record<Tone | 'brand', string> = {
  brand: 'bg-brand',
  neutral: 'bg-chart-0',
  slate: 'bg-slate-dot',
  sky: 'bg-sky-dot',
  green: 'bg-green-dot',
  amber: 'bg-amber-dot',
  indigo: 'bg-indigo-dot',
  rose: 'bg-rose-dot',
};

type StatBarProps = {
  label: ReactNode;
  /** Written at the end of the bar. */
  value: ReactNode;
  /** From 0 to 1. */
  share: number;
  tone?: Tone | 'brand';
};

/** One share of a whole, from zero, with its number. Light enough for the portal. */
export function StatBar({ label, value, share, tone = 'brand' }: StatBarProps) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;
  return (
    <div className="grid grid-cols-[minmax(5.5rem,auto)_1fr_auto] items-center gap-3 text-sm">
      <span className="truncate text-muted">{label}</span>
      <span aria-hidden className="h-2 overflow-hidden rounded-full bg-bone">
        <span className={`block h-full rounded-full ${fills[tone]}`} style={{ width }} />
      </span>
      <span className="tabular min-w-8 text-end font-medium">{value}</span>
    </div>
  );
}
