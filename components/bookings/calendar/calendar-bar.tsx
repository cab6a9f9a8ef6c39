import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { ButtonLink, PlainLink } from '@/components/ui/link';
import { type CalendarFilter, calendarFilter } from '@/lib/bookings/calendar/calendar-filter';
import { addDays, isDay, turn, type View, views, weekOf } from '@/lib/bookings/calendar/days';
import { formatCalendarDate } from '@/lib/platform/format/dates';

const viewWords: Record<View, string> = { month: 'Month', week: 'Week', day: 'Day', agenda: 'Agenda' };

/** The time that a view is of: "December 2026", "7 Dec – 13 Dec 2026", "Saturday, 12 December 2026". */
function sayPeriod(view: View, day: string, locale: string): string {
  if (view === 'day') return formatCalendarDate(day, locale, 'longDay');
  if (view === 'month') return formatCalendarDate(day, locale, 'longMonth');
  const first = view === 'week' ? weekOf(day) : day;
  const last = addDays(first, view === 'week' ? 6 : 13);
  return `${formatCalendarDate(first, locale, 'dayMonth')} – ${formatCalendarDate(last, locale)}`;
}

type Props = {
  filter: CalendarFilter;
  day: string;
  today: string;
  locale: string;
  go: (day: string) => void;
};

/** The way along: before, today, after, any day; and how much of it is seen at once. */
export function CalendarBar({ filter, day, today, locale, go }: Props) {
  const view = filter.view ?? 'month';
  const at = (change: Partial<CalendarFilter>) => calendarFilter.href({ ...filter, ...change });
  const step = (by: 1 | -1) => at({ date: turn(view, day, by) });
  const name = viewWords[view].toLowerCase();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="flex items-center gap-1.5">
        <ButtonLink
          href={step(-1)}
          data-list="yes"
          data-shortcut="p"
          data-shortcut-help={`The ${name} before`}
          aria-label={`The ${name} before`}
          className="px-2.5"
        >
          <Icon name="back" className="size-4" />
        </ButtonLink>
        <ButtonLink
          href={at({ date: undefined })}
          data-list="yes"
          data-shortcut="t"
          data-shortcut-help="Today"
          aria-current={day === today ? 'date' : undefined}
        >
          Today
        </ButtonLink>
        <ButtonLink
          href={step(1)}
          data-list="yes"
          data-shortcut="n"
          data-shortcut-help={`The ${name} after`}
          aria-label={`The ${name} after`}
          className="px-2.5"
        >
          <Icon name="next" className="size-4" />
        </ButtonLink>
      </div>
      <h2 aria-live="polite" className="min-w-0 flex-1 basis-52 font-semibold text-lg max-sm:order-last">
        {sayPeriod(view, day, locale)}
      </h2>
      <input
        type="date"
        aria-label="Go to a day"
        className="field h-control w-36 px-2"
        // Uncontrolled: a day is typed part by part, and each whole one is gone to.
        key={day}
        defaultValue={day}
        onChange={({ target }) => isDay(target.value) && go(target.value)}
      />
      <nav aria-label="View" className="max-sm:w-full">
        <ul className="flex rounded-md border bg-sunken p-0.5">
          {views.map((one) => (
            <li key={one} className="flex-1">
              <PlainLink
                href={at({ view: one, date: filter.date })}
                data-list="yes"
                data-shortcut={one[0]}
                data-shortcut-help={`${viewWords[one]} view`}
                aria-current={one === view ? 'true' : undefined}
                className={cx(
                  'flex min-h-8 items-center justify-center rounded-md px-3 text-sm pointer-coarse:min-h-11',
                  one === view
                    ? 'bg-surface font-medium text-ink outline outline-line'
                    : 'text-muted hover:text-ink',
                )}
              >
                {viewWords[one]}
              </PlainLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
