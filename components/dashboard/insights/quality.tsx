import { EstimateLink } from '@/components/stats/estimate';
import { cx } from '@/components/ui/cx';
import { Section } from '@/components/ui/section';
import { SideScroll } from '@/components/ui/side-scroll';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { aspectWords, stretchWords, weekdayWords } from '@/lib/dashboard/insights/words';
import type { Estimate } from '@/lib/stats/estimate-rules';

/** The number stands in each cell; the tint only helps to find the weak days. */
function tintOf({ value }: Estimate): string {
  if (value === null) return 'text-subtle';
  if (value >= 4.5) return 'bg-green-soft text-green-ink';
  if (value >= 4) return 'bg-sky-soft text-sky-ink';
  if (value >= 3) return 'bg-amber-soft text-amber-ink';
  return 'bg-rose-soft text-rose-ink';
}

/** How food, service, presentation and time were, by the weekday of the event. */
export function Quality({ data, locale }: { data: InsightsData; locale: string }) {
  return (
    <Section
      title="Service quality by weekday"
      note={`Average of 5 by the weekday of the event, from five answers on, ${stretchWords(data.days.wide, locale)}.`}
    >
      <SideScroll label="Quality by weekday, as a table">
        <table className="w-full border-separate border-spacing-0.5 text-center text-sm">
          <caption className="sr-only">Service quality by weekday</caption>
          <thead>
            <tr className="text-subtle text-xs">
              <td />
              {weekdayWords.map((weekday) => (
                <th key={weekday} scope="col" className="h-8 font-medium">
                  {weekday}
                </th>
              ))}
              <th scope="col" className="h-8 font-medium">
                All
              </th>
            </tr>
          </thead>
          <tbody>
            {data.quality.map((row) => (
              <tr key={row.aspect}>
                <th scope="row" className="whitespace-nowrap pe-2 text-start font-normal">
                  {aspectWords[row.aspect]}
                </th>
                {[...row.weekdays, { ...row, weekday: 8 }].map((cell) => (
                  <td key={cell.weekday} className={cx('h-11 min-w-11 rounded-md', tintOf(cell.estimate))}>
                    <EstimateLink
                      figure={cell}
                      scale="score"
                      of={`${aspectWords[row.aspect]}, ${weekdayWords[cell.weekday - 1] ?? 'all days'}`}
                      locale={locale}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </SideScroll>
    </Section>
  );
}
