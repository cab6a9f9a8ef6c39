'use client';

import { Segmented } from '@/components/ui/choice';
import type { Series } from '@/lib/bookings/series/queries';
import { inScope, type Scope, whyLeft } from '@/lib/bookings/series/rules';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';

/** Who of a series is meant and who is left, by the rule that the server goes by. */
export function meantOf(series: Series, bookingId: string, scope: Scope) {
  const own = series.members.find(({ id }) => id === bookingId);
  const meant = own ? inScope(series.members, own, scope) : [];
  return {
    taken: meant.filter((member) => !whyLeft(member)),
    left: meant.flatMap((member) => {
      const why = whyLeft(member);
      return why ? [{ ...member, why }] : [];
    }),
  };
}

type Props = {
  series: Series;
  bookingId: string;
  scope: Scope;
  choose: (scope: Scope) => void;
  /** What happens to those that are taken: "changed". */
  done: string;
  /** What stands against it, by the id of the booking. */
  problems?: ReadonlyMap<string, readonly string[]>;
  where: Locality;
};

/** Which of a series are meant, with everyone named that is taken and left, before anything is written. */
export function ScopePreview({ series, bookingId, scope, choose, done, problems, where }: Props) {
  const { taken, left } = meantOf(series, bookingId, scope);
  return (
    <>
      <Segmented
        legend="Which"
        name="scope"
        choices={[
          { value: 'following', label: 'Those that follow' },
          { value: 'all', label: 'All others' },
        ]}
        value={scope}
        onChange={(value) => choose(value as Scope)}
      />
      <div className="max-h-64 overflow-y-auto text-sm">
        <p className="font-medium">
          {taken.length === 0
            ? `None is ${done}.`
            : `${taken.length} ${taken.length === 1 ? 'is' : 'are'} ${done}:`}
        </p>
        <ul className="list-disc ps-5">
          {taken.map(({ id, startsAt }) => (
            <li key={id}>
              {formatEventStart(startsAt, where)}
              {problems?.get(id)?.length ? (
                <span className="text-danger-ink"> {problems.get(id)?.join(' ')}</span>
              ) : null}
            </li>
          ))}
        </ul>
        {left.length > 0 ? (
          <>
            <p className="mt-2 font-medium">
              {left.length === 1 ? 'One is left as it is:' : `${left.length} are left as they are:`}
            </p>
            <ul className="list-disc ps-5 text-muted">
              {left.map(({ id, startsAt, why }) => (
                <li key={id}>
                  {formatEventStart(startsAt, where)}, {why}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </>
  );
}
