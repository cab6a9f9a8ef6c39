import { cx } from '@/components/ui/cx';
import { PlainLink } from '@/components/ui/link';
import type { CalendarDay } from '@/lib/bookings/calendar/day-queries';
import { daysFrom } from '@/lib/bookings/calendar/days';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Shown } from './calendar-view';
import { loadOf } from './day-load';
import { EventChip } from './event-chip';
import { MoreOfDay } from './more-of-day';

/** A month as a wall calendar has it; each day leads to its own view. */
export function MonthGrid({ shown }: { shown: Shown }) {
  const { first, count } = shown.span;
  const days = daysFrom({ first, count });
  const weekdays = days.slice(0, 7).map((day) => formatCalendarDate(day, shown.place.locale, 'longDay'));
  return (
    <div className="overflow-hidden rounded-md border">
      <div aria-hidden className="grid grid-cols-7 border-b bg-sunken text-muted text-xs">
        {weekdays.map((name) => (
          <span key={name} className="px-2 py-1.5 font-medium">
            {name.split(/[ ,]/)[0]?.slice(0, 3)}
          </span>
        ))}
      </div>
      <ul aria-label="Days" className="grid grid-cols-7 gap-px bg-line">
        {days.map((day) => (
          <Cell key={day} day={day} shown={shown} />
        ))}
      </ul>
    </div>
  );
}

function Cell({ day, shown }: { day: string; shown: Shown }) {
  const { byDay, blocked, today, place, limits, mayMove } = shown;
  const told = byDay.get(day);
  const outside = day.slice(0, 7) !== shown.day.slice(0, 7);
  return (
    <li
      data-cell={day}
      className={cx(
        'flex min-h-28 flex-col gap-0.5 p-1 data-[over]:bg-brand-soft',
        outside ? 'bg-sunken' : 'bg-surface',
      )}
    >
      <DayHead day={day} events={told?.events} shown={shown} className={outside ? 'text-subtle' : undefined}>
        <span className={cx('tabular', day === today && 'rounded-full bg-brand px-1.5 text-on-brand')}>
          {Number(day.slice(8))}
        </span>
        <Load told={told} most={limits.covers} />
      </DayHead>
      {blocked.has(day) ? (
        <p className="truncate px-1.5 text-subtle text-xs" title={blocked.get(day)}>
          Blocked: {blocked.get(day)}
        </p>
      ) : null}
      {told?.shown.map((event) => (
        <EventChip
          key={event.id}
          event={event}
          day={day}
          timeZone={place.timeZone}
          movable={mayMove(event)}
        />
      ))}
      <MoreOfDay day={day} shown={shown} />
    </li>
  );
}

/** A day's name, which opens the day; arrows lead from one to the next. */
export function DayHead(props: {
  day: string;
  events: number | undefined;
  shown: Shown;
  className?: string;
  children: React.ReactNode;
}) {
  const { day, events = 0, shown, className, children } = props;
  const spoken = formatCalendarDate(day, shown.place.locale, 'longDay');
  const count = events === 1 ? '1 event' : `${formatCount(events, shown.place.locale)} events`;
  return (
    <PlainLink
      href={shown.dayHref(day)}
      data-list="yes"
      data-day={day}
      aria-current={day === shown.today ? 'date' : undefined}
      aria-label={`${spoken}, ${count}`}
      className={cx(
        'flex items-center justify-between gap-1 rounded px-1 text-xs leading-6 hover:bg-hover',
        className,
      )}
    >
      {children}
    </PlainLink>
  );
}

/** Guests of the day, and of how many, whichever of its events are shown. */
export function Load({ told, most }: { told: CalendarDay | undefined; most: number | null }) {
  if (!told || told.covers === 0) return null;
  const { full, words } = loadOf(told.covers, most);
  return (
    <span
      className={cx('tabular truncate', full ? 'font-medium text-attention-ink' : 'text-subtle')}
      title={full ? 'Full: all covers of the day are taken' : 'Guests of all confirmed events'}
    >
      {words}
    </span>
  );
}
