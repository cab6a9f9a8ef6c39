import { spell, spellRange } from '@/components/stats/estimate';
import type { Estimate } from '@/lib/stats/estimate-rules';

/** Where scores stand on their scale of 1 to 5, in hundredths of it. */
const placeOf = (score: number) => `${((score - 1) / 4) * 100}%`;

/** Satisfaction from 1 to 5: the mark is the average, the band what it lies between. */
export function Gauge({ estimate, locale }: { estimate: Estimate; locale: string }) {
  if (estimate.value === null) return null;
  const words = `${spell(estimate.value, 'score', locale)} of 5, ${spellRange(estimate, 'score', locale)}`;
  return (
    <div className="max-w-xl">
      <meter className="sr-only" aria-label="Satisfaction" min={1} max={5} value={estimate.value}>
        {words}
      </meter>
      <div aria-hidden className="relative h-3 rounded-full bg-bone">
        <span
          className="absolute inset-y-0 rounded-full bg-brand-soft"
          style={{ left: placeOf(estimate.low), right: `calc(100% - ${placeOf(estimate.high)})` }}
        />
        <span
          className="absolute -inset-y-1 w-1 -translate-x-1/2 rounded-full bg-brand"
          style={{ left: placeOf(estimate.value) }}
        />
      </div>
      <div aria-hidden className="tabular mt-1.5 flex justify-between text-subtle text-xs">
        {[1, 2, 3, 4, 5].map((score) => (
          <span key={score}>{score}</span>
        ))}
      </div>
    </div>
  );
}
