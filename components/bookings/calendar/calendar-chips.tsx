import { FilterChips } from '@/components/ui/filter-chips';
import { bookingStatuses } from '@/db/enums';
import { type CalendarFilter, calendarFilter } from '@/lib/bookings/calendar/calendar-filter';
import { statusLabel } from '../status-pill';

type Props = { filter: CalendarFilter; team: readonly { id: string; name: string }[]; userId: string };

/** What of the calendar is looked at: a status, somebody's events, those with diets. */
export function CalendarChips({ filter, team, userId }: Props) {
  const at = (change: Partial<CalendarFilter>) => calendarFilter.href({ ...filter, ...change });
  const status = (value: CalendarFilter['status'], label: string) => ({
    label,
    href: at({ status: value }),
    active: filter.status === value,
  });
  const staff = (value: CalendarFilter['staff'], label: string) => ({
    label,
    href: at({ staff: value }),
    active: filter.staff === value,
  });
  const others = team.filter(({ id }) => id !== userId);
  return (
    <div className="flex flex-col gap-2">
      <FilterChips
        label="Status"
        chips={[
          status(undefined, 'All but cancelled'),
          ...bookingStatuses.map((value) => status(value, statusLabel(value))),
        ]}
      />
      <FilterChips
        label="Who and what"
        chips={[
          staff(undefined, 'Everybody’s'),
          staff('me', 'Mine'),
          ...others.map(({ id, name }) => staff(id, name)),
          {
            label: 'With diets',
            href: at({ diets: filter.diets ? undefined : true }),
            active: filter.diets === true,
          },
        ]}
      />
    </div>
  );
}
