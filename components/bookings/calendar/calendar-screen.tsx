'use client';

import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { Menu } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { type CalendarFilter, calendarFilter } from '@/lib/bookings/calendar/calendar-filter';
import type { CalendarEvent } from '@/lib/bookings/calendar/day-queries';
import { addDays, daysFrom, turn, type View } from '@/lib/bookings/calendar/days';
import type { calendarScreen } from '@/lib/bookings/calendar/screens';
import { mayChangeGuarded, mayEdit } from '@/lib/bookings/rules';
import { dayKey, formatCalendarDate } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { AgendaList } from './agenda-list';
import { CalendarBar } from './calendar-bar';
import { CalendarChips } from './calendar-chips';
import type { Shown } from './calendar-view';
import { DayPages } from './day-pages';
import { MonthGrid } from './month-grid';
import { useDayDrag } from './use-day-drag';
import { useDayKeys, useFocusDay } from './use-day-keys';
import { WeekColumns } from './week-columns';

const MoveDialog = lazy(() => import('./move-dialog'));
const TeamDialog = lazy(() => import('./team-dialog'));

type Data = DataOf<typeof calendarScreen>;

/** The company's events by month, week or day; the address says which. */
export function CalendarScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place, busy, failed } = useScreen(sent);
  const { filter, day, today } = data;
  const view = filter.view ?? 'month';
  const [moving, setMoving] = useState<{ event: CalendarEvent; day?: string }>();
  const [teaming, setTeaming] = useState<CalendarEvent>();
  const focus = useRef<string>(undefined);
  const hrefOf = (change: Partial<CalendarFilter>) => calendarFilter.href({ ...filter, ...change });
  const go = useCallback(
    (to: string) => {
      focus.current = to;
      window.history.pushState(null, '', calendarFilter.href({ ...filter, date: to }));
    },
    [filter],
  );
  const turnBy = useCallback((by: 1 | -1) => go(turn(view, day, by)), [go, view, day]);
  useDayKeys({ view, day, go, turn: turnBy });
  useFocusDay(focus, data);
  const byDay = useMemo(() => new Map(data.days.map((one) => [one.day, one])), [data.days]);
  const { role } = place;
  const shown: Shown = {
    day,
    today,
    span: { first: data.first, count: data.count },
    byDay,
    paged: view === 'day',
    narrowed: Boolean(filter.status || filter.staff || filter.diets),
    blocked: new Map(data.blocked.map((one) => [one.day, one.reason])),
    limits: data.limits,
    place,
    dayHref: (one) => hrefOf({ view: 'day', date: one }),
    mayMove: ({ status }) => mayEdit(status, role).ok && mayChangeGuarded(status, role),
    mayTeam: ({ status }) => status !== 'cancelled',
    move: (event) => setMoving({ event }),
    team: setTeaming,
  };
  const drag = useDayDrag((id, to) => {
    const event = data.days.flatMap((one) => one.shown).find((one) => one.id === id);
    if (event && dayKey(event.startsAt, place.timeZone) !== to) setMoving({ event, day: to });
  });
  return (
    <>
      <PageHead
        title="Calendar"
        primary={
          <ButtonLink
            href="/bookings/new"
            variant="primary"
            data-shortcut="c"
            data-shortcut-help="New booking"
          >
            New booking
          </ButtonLink>
        }
        menu={
          <Menu
            label="More for the calendar"
            entries={[
              { label: 'Today’s run sheet', href: '/calendar/today' },
              {
                label: 'Kitchen production sheet',
                href: `/kitchen?day=${filter.view === 'day' ? day : today}`,
              },
              { label: 'In your own calendar', href: '/calendar/subscribe' },
              { label: 'Diets tomorrow', href: '/calendar?view=day&date=tomorrow&diets=1' },
            ]}
          />
        }
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard, and “Move…” the drag */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
      <div className="flex flex-col gap-5" onClick={openListLink} aria-busy={busy || undefined} {...drag}>
        <CalendarBar filter={filter} day={day} today={today} locale={place.locale} go={go} />
        <CalendarChips filter={filter} team={data.team} userId={place.userId} />
        {failed ? (
          <Notice tone="attention" title="This calendar may be out of date">
            The server didn’t answer. Check the network; it is asked again when you come back to it.
          </Notice>
        ) : null}
        <Days view={view} shown={shown} pages={<DayPages data={data} locale={place.locale} />} />
      </div>
      <span hidden data-shortcut-help="From day to day" data-keys="← → ↑ ↓" />
      <span hidden data-shortcut-help="Open the day" data-keys="↵" />
      {teaming ? (
        <Suspense>
          <TeamDialog
            key={teaming.id}
            event={teaming}
            people={data.team}
            close={() => setTeaming(undefined)}
          />
        </Suspense>
      ) : null}
      {moving ? (
        <Suspense>
          <MoveDialog
            key={`${moving.event.id} ${moving.day}`}
            {...moving}
            place={place}
            close={() => setMoving(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

function Days({ view, shown, pages }: { view: View; shown: Shown; pages: ReactNode }) {
  const { day, today, span, place, narrowed } = shown;
  const why = narrowed
    ? 'Other events may be there: take a filter off to see them.'
    : 'Enquiries and bookings show here as soon as there are some.';
  const emptyOf = (title: string) => ({ title, why });
  if (view === 'day') {
    const title = `Nothing on ${formatCalendarDate(day, place.locale, 'longDay')}`;
    return (
      <>
        <AgendaList shown={shown} days={[day]} all empty={emptyOf(title)} />
        {pages}
      </>
    );
  }
  if (view === 'agenda')
    return <AgendaList shown={shown} days={daysFrom(span)} empty={emptyOf('Nothing in these two weeks')} />;
  const days = view === 'week' ? daysFrom(span) : daysOfMonth(day, today, span);
  return (
    <>
      <div className="max-sm:hidden">
        {view === 'week' ? <WeekColumns shown={shown} /> : <MonthGrid shown={shown} />}
      </div>
      <div className="sm:hidden">
        <AgendaList
          shown={shown}
          days={days}
          empty={emptyOf(view === 'week' ? 'Nothing in this week' : 'Nothing more in this month')}
        />
      </div>
    </>
  );
}

/** On a phone: the rest of this month, or all of another one. */
function daysOfMonth(day: string, today: string, span: Shown['span']): string[] {
  const month = day.slice(0, 7);
  const from = today.startsWith(month) ? today : addDays(`${month}-01`, 0);
  return daysFrom(span).filter((one) => one.startsWith(month) && one >= from);
}
