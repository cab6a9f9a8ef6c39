'use client';

import { SheetTasks } from '@/components/bookings/tasks/sheet-tasks';
import { PaperActions } from '@/components/paper/paper-actions';
import { PaperSheet } from '@/components/paper/paper-sheet';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { may } from '@/lib/auth/permissions';
import { addDays } from '@/lib/bookings/calendar/days';
import type { productionScreen } from '@/lib/kitchen/screens';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';

/** What the kitchen cooks on a day, and the days beside it. */
export function ProductionScreen({ sent }: { sent: Sent<DataOf<typeof productionScreen>> }) {
  const { data, place, now, busy } = useScreen(sent);
  const { day, today, tasks, paper } = data;
  const at = (other: string) => `/kitchen?day=${other}`;
  return (
    <>
      <div data-print="no">
        <PageHead
          {...(may(place.role, 'calendar.read') && {
            back: { href: `/calendar?view=day&date=${day}`, label: 'Calendar' },
          })}
          title="Kitchen"
          meta={[formatCalendarDate(day, place.locale, 'longDay')]}
          primary={<PaperActions pdf={`/api/v1/kitchen.pdf?day=${day}`} />}
        />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
        <nav aria-label="Day" className="mb-6 flex flex-wrap gap-2" onClick={openListLink}>
          <ButtonLink href={at(addDays(day, -1))} data-list="yes">
            The day before
          </ButtonLink>
          <ButtonLink href="/kitchen" data-list="yes" aria-current={day === today ? 'date' : undefined}>
            Today
          </ButtonLink>
          <ButtonLink href={at(addDays(day, 1))} data-list="yes">
            The day after
          </ButtonLink>
        </nav>
        {tasks.length > 0 ? (
          <div className="mb-8 max-w-2xl">
            <SheetTasks title="The kitchen’s tasks" tasks={tasks} where={place} now={now} />
          </div>
        ) : null}
      </div>
      <div aria-busy={busy || undefined}>
        <PaperSheet paper={paper} />
      </div>
    </>
  );
}
