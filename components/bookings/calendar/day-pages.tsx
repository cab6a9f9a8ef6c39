import { BeyondTheEnd } from '@/components/screen/beyond-the-end';
import { Pagination } from '@/components/ui/pagination';
import { calendarFilter } from '@/lib/bookings/calendar/calendar-filter';
import type { calendarScreen } from '@/lib/bookings/calendar/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';

type Data = DataOf<typeof calendarScreen>;

/** The way through a day that has more than one page of events. */
export function DayPages({ data, locale }: { data: Data; locale: string }) {
  const { filter, next, previous } = data;
  const at = calendarFilter.at(filter);
  const [day] = data.days;
  if (!day || day.events === 0) return null;
  if (day.shown.length === 0) return <BeyondTheEnd href={at.href()} />;
  if (!next && !previous) return null;
  return (
    <Pagination
      previousHref={previous && at.href({ before: previous })}
      nextHref={next && at.href({ after: next })}
      summary={`${formatCount(day.shown.length, locale)} of ${formatCount(day.events, locale)} events`}
    />
  );
}
