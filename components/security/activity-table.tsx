import { FigureTable } from '@/components/ui/figure-table';
import { PlainLink, TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { TwoDays } from '@/components/ui/two-days';
import { areaWords } from '@/lib/audit/subjects';
import { formatCount } from '@/lib/platform/format/numbers';
import { type SecurityFilter, securityFilter } from '@/lib/security/list-filter';
import type { Activity } from '@/lib/security/queries';

type Props = {
  activity: Activity & { from: string; to: string };
  filter: SecurityFilter;
  locale: string;
};

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** Who does how much at which hour, when most is done, and what of the system is used; of any days. */
export function ActivityTable({ activity, filter, locale }: Props) {
  const { people, hours, peak, parts, from, to } = activity;
  const say = (n: number) => formatCount(n, locale);
  const all = hours.reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...people.flatMap((person) => person.hours));
  return (
    <div className="flex flex-col gap-10">
      <TwoDays
        key={`${from}-${to}`}
        from={from}
        to={to}
        href={(days) => securityFilter.href(filter, { view: 'activity', ...days })}
      />
      {people.length === 0 ? (
        <EmptyState title="Nobody did anything on these days">Choose other days.</EmptyState>
      ) : (
        <>
          <Section
            title="By person and hour"
            note={
              peak
                ? `${say(all)} deeds. Most between ${clock(peak.hour)} and ${clock((peak.hour + 1) % 24)}: ${say(peak.n)}. Darker means more.`
                : undefined
            }
          >
            <FigureTable
              label="Deeds by person and hour of the day"
              heads={['Person', ...hours.map((_, hour) => String(hour).padStart(2, '0')), 'All']}
            >
              {people.map((person) => (
                <tr key={person.id} className="h-9 border-b last:border-0">
                  <th scope="row" dir="auto" className="whitespace-nowrap pe-4 text-start font-normal">
                    <PlainLink href={`/settings/audit?who=${person.id}`} className="hover:underline">
                      {person.name}
                    </PlainLink>
                  </th>
                  {person.hours.map((n, hour) => (
                    <Cell key={clock(hour)} n={n} share={n / most} said={say(n)} />
                  ))}
                  <td className="tabular ps-4 text-end font-medium">{say(person.total)}</td>
                </tr>
              ))}
            </FigureTable>
          </Section>
          <Section
            title="What is used"
            note="What was changed, looked at, sent and taken out, by part of the system."
          >
            <FigureTable
              label="Deeds by part of the system"
              heads={['Part', 'Deeds', 'Share']}
              className="max-w-120"
            >
              {parts.map(({ area, n }) => (
                <tr key={area} className="h-9 border-b last:border-0">
                  <th scope="row" className="text-start font-normal">
                    <TextLink href={`/settings/audit?area=${area}`}>{areaWords[area]}</TextLink>
                  </th>
                  <td className="tabular ps-4 text-end">{say(n)}</td>
                  <td className="tabular ps-4 text-end">
                    {all > 0 ? `${Math.round((100 * n) / all)} %` : ''}
                  </td>
                </tr>
              ))}
            </FigureTable>
          </Section>
        </>
      )}
    </div>
  );
}

/** One hour of a person: the figure, and how it stands beside the busiest. */
function Cell({ n, share, said }: { n: number; share: number; said: string }) {
  return (
    <td className="tabular relative ps-4 text-end text-xs">
      {n > 0 ? (
        <span
          aria-hidden
          className="absolute inset-y-0.5 start-1 end-0 -me-1 rounded-sm bg-brand"
          style={{ opacity: 0.08 + 0.22 * share }}
        />
      ) : null}
      <span className="relative">{n > 0 ? said : ''}</span>
    </td>
  );
}
