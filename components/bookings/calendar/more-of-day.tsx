import { cx } from '@/components/ui/cx';
import { PlainLink } from '@/components/ui/link';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import { moreOn, type Shown } from './calendar-view';

/** Leads to the day whose events have no room here. */
export function MoreOfDay({
  day,
  shown,
  className = 'text-xs',
}: {
  day: string;
  shown: Shown;
  className?: string;
}) {
  const more = moreOn(shown.byDay.get(day));
  if (more <= 0) return null;
  const { locale } = shown.place;
  return (
    <PlainLink
      href={shown.dayHref(day)}
      data-list="yes"
      className={cx(
        'flex items-center rounded px-1.5 text-muted underline-offset-2 hover:underline',
        className,
      )}
    >
      + {formatCount(more, locale)} more
      <span className="sr-only"> on {formatCalendarDate(day, locale, 'longDay')}</span>
    </PlainLink>
  );
}
