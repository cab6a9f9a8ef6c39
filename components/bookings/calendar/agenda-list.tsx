import { Button } from '@/components/ui/button';
import { PlainLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { EmptyState } from '@/components/ui/states';
import type { CalendarEvent } from '@/lib/bookings/calendar/day-queries';
import { dayKey, formatCalendarDate, formatTime } from '@/lib/platform/format/dates';
import { formatGuests } from '@/lib/platform/format/guests';
import { DietsMark } from '../diets-mark';
import { StatusPill } from '../status-pill';
import { UntoldMark } from '../versions/untold-mark';
import type { Shown } from './calendar-view';
import { loadOf } from './day-load';
import { MoreOfDay } from './more-of-day';

type Props = {
  shown: Shown;
  days: readonly string[];
  /** Days without events have a heading too. */
  all?: boolean;
  empty: { title: string; why: string };
};

/** Events day by day, for a phone and for reading along. */
export function AgendaList({ shown, days, all = false, empty }: Props) {
  const has = (day: string) => (shown.byDay.get(day)?.events ?? 0) > 0 || shown.blocked.has(day);
  const told = all ? days : days.filter(has);
  if (!days.some(has)) return <EmptyState title={empty.title}>{empty.why}</EmptyState>;
  return (
    <div className="flex flex-col gap-7">
      {told.map((day) => (
        <DaySection key={day} day={day} shown={shown} />
      ))}
    </div>
  );
}

function DaySection({ day, shown }: { day: string; shown: Shown }) {
  const { byDay, blocked, today, place, limits, dayHref, narrowed } = shown;
  const { covers = 0, shown: events = [] } = byDay.get(day) ?? {};
  const { full, words } = loadOf(covers, limits.covers);
  return (
    <section>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 border-b pb-1.5">
        <h2 className="font-semibold text-base">
          <PlainLink href={dayHref(day)} data-list="yes" data-day={day} className="rounded hover:underline">
            {formatCalendarDate(day, place.locale, 'longDay')}
          </PlainLink>
          {day === today ? <span className="ms-2 font-normal text-brand-ink text-sm">Today</span> : null}
        </h2>
        {covers > 0 ? (
          <p className={full ? 'tabular text-attention-ink text-sm' : 'tabular text-muted text-sm'}>
            {words} covers{narrowed ? ' in all' : ''}
            {full ? ', full' : ''}
          </p>
        ) : null}
      </div>
      {blocked.has(day) ? <p className="pt-2 text-muted text-sm">Blocked: {blocked.get(day)}</p> : null}
      {events.length > 0 ? (
        <List label={formatCalendarDate(day, place.locale, 'longDay')}>
          {events.map((event) => (
            <EventRow key={event.id} event={event} day={day} shown={shown} />
          ))}
        </List>
      ) : null}
      {shown.paged ? null : (
        <MoreOfDay day={day} shown={shown} className="-ms-1.5 min-h-10 text-sm pointer-coarse:min-h-11" />
      )}
    </section>
  );
}

function EventRow({ event, day, shown }: { event: CalendarEvent; day: string; shown: Shown }) {
  const { timeZone, locale } = shown.place;
  const begins = dayKey(event.startsAt, timeZone) === day;
  const end = formatTime(event.endsAt, { timeZone });
  // A month tells no customers.
  const facts = [event.occasion, event.customer, event.venue, formatGuests(event.guests, locale)];
  const people = event.team.map(({ name }) => name).join(', ');
  return (
    <ListRow
      href={`/bookings/${event.id}`}
      lead={
        <span className="tabular inline-block w-14 text-ink">
          {begins ? formatTime(event.startsAt, { timeZone }) : 'until'}
          <span className="block text-muted text-xs">{end}</span>
        </span>
      }
      title={event.name}
      state={
        <>
          <StatusPill status={event.status} />
          {event.untold ? <UntoldMark /> : null}
          {event.needsDiets ? <DietsMark className="[&_svg]:size-4" /> : null}
        </>
      }
      detail={
        <>
          {facts.filter(Boolean).join(' · ')}
          {people ? <span className="block">Team: {people}</span> : null}
          {event.dietary ? (
            <span
              dir="auto"
              className="mt-1 block whitespace-pre-line border-danger border-s-2 ps-2 text-ink"
            >
              {event.dietary}
            </span>
          ) : null}
        </>
      }
      end={
        <span className="flex gap-2">
          {shown.mayTeam(event) ? (
            <Button size="small" onClick={() => shown.team(event)} aria-label={`Team of ${event.name}…`}>
              Team…
            </Button>
          ) : null}
          {shown.mayMove(event) ? (
            <Button
              size="small"
              aria-haspopup="dialog"
              onClick={() => shown.move(event)}
              aria-label={`Move ${event.name}…`}
            >
              Move…
            </Button>
          ) : null}
        </span>
      }
    />
  );
}
