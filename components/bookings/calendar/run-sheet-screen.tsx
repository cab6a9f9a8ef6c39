'use client';

import { lazy, Suspense, useState } from 'react';
import { BeyondTheEnd } from '@/components/screen/beyond-the-end';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { FilterChips } from '@/components/ui/filter-chips';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Notice } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { may } from '@/lib/auth/permissions';
import { runSheetFilter } from '@/lib/bookings/calendar/calendar-filter';
import type { SheetEvent } from '@/lib/bookings/calendar/run-sheet-queries';
import type { runSheetScreen } from '@/lib/bookings/calendar/screens';
import { formatLongDay } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { SheetTasks } from '../tasks/sheet-tasks';
import { RunCard } from './run-card';

const ServedDialog = lazy(() => import('../served-dialog'));

/** Today's events one after the other, for a phone on the road. */
export function RunSheetScreen({ sent }: { sent: Sent<DataOf<typeof runSheetScreen>> }) {
  const { data, place, now, busy, failed } = useScreen(sent);
  const [ending, setEnding] = useState<SheetEvent>();
  const { filter, events, tasks, next, previous } = data;
  const mayPlan = may(place.role, 'calendar.read');
  const at = runSheetFilter.at(filter);
  const chip = (mine: true | undefined, label: string) => ({
    label,
    href: runSheetFilter.href(filter, { mine }),
    active: filter.mine === mine,
  });
  return (
    <>
      <PageHead
        {...(mayPlan && { back: { href: '/calendar', label: 'Calendar' } })}
        title="Run sheet"
        meta={[formatLongDay(now, place)]}
        menu={may(place.role, 'kitchen.sheet') ? <ButtonLink href="/kitchen">Kitchen</ButtonLink> : null}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
      <div className="flex max-w-2xl flex-col gap-5" onClick={openListLink} aria-busy={busy || undefined}>
        <FilterChips label="Whose" chips={[chip(undefined, 'Everybody’s'), chip(true, 'Mine')]} />
        {failed ? (
          <Notice tone="attention" title="This sheet may be out of date">
            The server didn’t answer. Check the network; it is asked again when you come back to it.
          </Notice>
        ) : null}
        {events.length === 0 && !at.begun ? (
          <BeyondTheEnd href={at.href()} />
        ) : events.length === 0 ? (
          <EmptyState
            title={filter.mine ? 'Nothing of yours today' : 'No events today'}
            actions={
              mayPlan ? <ButtonLink href="/calendar?view=agenda">Show the next two weeks</ButtonLink> : null
            }
          >
            Confirmed events of today show here, with whom to call, the way and what must not be served.
          </EmptyState>
        ) : (
          <ul aria-label="Today’s events" className="flex flex-col gap-5">
            {events.map((event) => (
              <RunCard key={event.id} event={event} place={place} now={now} end={() => setEnding(event)} />
            ))}
          </ul>
        )}
        {/* The road's own, on other days' events as well; the office has its own list on Today. */}
        {mayPlan ? null : <SheetTasks title="Your other tasks" tasks={tasks} where={place} now={now} />}
        <Pagination
          previousHref={previous && at.href({ before: previous })}
          nextHref={next && at.href({ after: next })}
        />
      </div>
      {ending ? (
        <Suspense>
          <ServedDialog
            key={ending.id}
            event={ending}
            now={now}
            money={place}
            close={() => setEnding(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
