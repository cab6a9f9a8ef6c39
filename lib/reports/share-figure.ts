import { enough, shareInterval } from '@/lib/stats/interval-rules';
import type { ReportFigure } from './document';

/** How many of how many. */
type Part = { k: number; n: number };

/**
 * A share, with between what the true one lies; of too few it can't be told, which `missing` says. `before` is the same of the
 * stretch beside it, where there is one. More of it is `welcome` unless that is said otherwise.
 */
export function shareFigure(
  label: string,
  {
    now,
    before,
    missing,
    welcome = true,
  }: { now: Part; before?: Part | null | undefined; missing: string; welcome?: boolean },
): ReportFigure {
  const figure = { label, format: 'share', n: now.n } as const;
  if (now.n < enough) return { ...figure, value: null, missing };
  return {
    ...{ ...figure, value: now.k / now.n, interval: shareInterval(now.k, now.n), welcome },
    before: before && before.n >= enough ? before.k / before.n : null,
  };
}
