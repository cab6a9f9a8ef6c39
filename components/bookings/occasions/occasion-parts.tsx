import type { ReactNode } from 'react';
import { List, ListRow } from '@/components/ui/list-row';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import type { Part } from '@/lib/bookings/occasions/queries';
import { type Sums, sumsOf } from '@/lib/bookings/occasions/sums';
import { formatEventTime } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { Place } from '@/lib/platform/sent';
import { StatusPill } from '../status-pill';

type Props = {
  name: string;
  parts: readonly Part[];
  /** Where one of them is shown: "/bookings". */
  path: string;
  /** The one that is being looked at. */
  current?: string;
  place: Place;
  /** What else is at the end of a row. */
  action?: (part: Part) => ReactNode;
};

/** The parts of an occasion in the order of their time: what, when, where, how far, and how much of it is open. */
export function OccasionParts({ name, parts, path, current, place, action }: Props) {
  const say = (amount: number) => formatMoney(amount, place.currency, place.locale);
  return (
    <List label={`Parts of ${name}`}>
      {parts.map((part) => (
        <ListRow
          key={part.id}
          href={part.id === current ? undefined : `${path}/${part.id}`}
          title={part.eventName}
          state={
            <>
              <StatusPill status={part.status} />
              {part.id === current ? <span className="text-subtle text-xs">This part</span> : null}
            </>
          }
          detail={
            <>
              {formatEventTime(part, place)} · {part.venue}
            </>
          }
          end={
            <span className="flex items-center gap-3">
              <span>
                {say(sumsOf([part]).asked)}
                {leftToPay(part) > 0 ? (
                  <span className="block text-muted text-xs">{say(leftToPay(part))} open</span>
                ) : null}
              </span>
              {action?.(part)}
            </span>
          }
        />
      ))}
    </List>
  );
}

/** "GHS 9,000.00 in all, GHS 4,000.00 paid, GHS 5,000.00 open". */
export function saySums({ asked, paid, open, giveBack }: Sums, say: (amount: number) => string): string {
  return [
    `${say(asked)} in all`,
    `${say(paid)} paid`,
    `${say(open)} open`,
    ...(giveBack > 0 ? [`${say(giveBack)} to give back`] : []),
  ].join(', ');
}
