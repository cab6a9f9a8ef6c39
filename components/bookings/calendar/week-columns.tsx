import { cx } from '@/components/ui/cx';
import { PlainLink } from '@/components/ui/link';
import type { CalendarEvent } from '@/lib/bookings/calendar/day-queries';
import { daysFrom } from '@/lib/bookings/calendar/days';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatGuests } from '@/lib/platform/format/guests';
import { DietsMark } from '../diets-mark';
import { StatusMark, statusLabel, statusTone } from '../status-pill';
import { UntoldMark } from '../versions/untold-mark';
import type { Shown } from './calendar-view';
import { timeOn } from './event-chip';
import { DayHead, Load } from './month-grid';
import { MoreOfDay } from './more-of-day';

/** A week side by side, each day's events in their order. */
export function WeekColumns({ shown }: { shown: Shown }) {
  const { byDay, blocked, today, place, limits } = shown;
  return (
    <ul aria-label="Days" className="grid grid-cols-7 gap-px overflow-hidden rounded-md border bg-line">
      {daysFrom(shown.span).map((day) => {
        const told = byDay.get(day);
        const [weekday, date] = formatCalendarDate(day, place.locale, 'day').split(/,? (.*)/);
        return (
          <li
            key={day}
            data-cell={day}
            className="flex min-h-96 flex-col gap-1.5 bg-surface p-1.5 data-[over]:bg-brand-soft"
          >
            <DayHead day={day} events={told?.events} shown={shown}>
              <span className={cx('font-medium', day === today && 'text-brand-ink')}>
                {weekday} <span className="tabular font-normal text-muted">{date}</span>
              </span>
              <Load told={told} most={limits.covers} />
            </DayHead>
            {blocked.has(day) ? (
              <p className="px-1 text-subtle text-xs">Blocked: {blocked.get(day)}</p>
            ) : null}
            {told?.shown.map((event) => (
              <WeekCard key={event.id} event={event} day={day} shown={shown} />
            ))}
            <MoreOfDay day={day} shown={shown} />
          </li>
        );
      })}
    </ul>
  );
}

function WeekCard({ event, day, shown }: { event: CalendarEvent; day: string; shown: Shown }) {
  const { timeZone, locale } = shown.place;
  const movable = shown.mayMove(event);
  return (
    <PlainLink
      href={`/bookings/${event.id}`}
      draggable={movable}
      data-event={event.id}
      className={cx(
        'flex flex-col gap-0.5 rounded-md p-2 text-xs hover:brightness-95',
        statusTone(event.status),
        movable && 'cursor-grab active:cursor-grabbing',
      )}
    >
      <span className="tabular flex items-center justify-between gap-1">
        <span className="flex items-center gap-1">
          <StatusMark status={event.status} />
          {timeOn(event, day, timeZone)}
        </span>
        <span className="flex items-center gap-1">
          {event.untold ? <UntoldMark /> : null}
          {event.needsDiets ? <DietsMark /> : null}
        </span>
      </span>
      <span dir="auto" className="break-words font-medium text-sm leading-snug">
        {event.name}
      </span>
      <span dir="auto" className="break-words">
        {event.venue}
      </span>
      <span className="tabular">{formatGuests(event.guests, locale)}</span>
      <span className="sr-only">{statusLabel(event.status)}</span>
    </PlainLink>
  );
}
