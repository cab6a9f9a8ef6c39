import type { FilterChip } from '@/components/ui/filter-chips';
import { addDays } from '@/lib/bookings/calendar/days';

type PeriodWanted = { from?: string | undefined; to?: string | undefined };

/** The same stretch for another address. */
export function queryOf({ from, to }: PeriodWanted): string {
  const given = Object.entries({ from, to }).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

/** The stretches that money is looked at by; "2026-11-26" is `today`. */
export function periodsOf(path: string, today: string, asked: PeriodWanted): FilterChip[] {
  const year = Number(today.slice(0, 4));
  const month = today.slice(0, 7);
  const before = addDays(`${month}-01`, -1);
  const stretches = [
    { label: 'All', from: undefined, to: undefined },
    { label: 'This month', from: `${month}-01`, to: today },
    { label: 'Last month', from: `${before.slice(0, 7)}-01`, to: before },
    { label: 'This year', from: `${year}-01-01`, to: today },
    { label: 'Last year', from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
  ];
  return stretches.map(({ label, from, to }) => ({
    label,
    href: from ? `${path}?from=${from}&to=${to}` : path,
    active: asked.from === from && asked.to === to,
  }));
}
