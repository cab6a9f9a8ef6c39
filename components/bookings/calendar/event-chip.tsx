import { cx } from '@/components/ui/cx';
import { PlainLink } from '@/components/ui/link';
import type { CalendarEvent } from '@/lib/bookings/calendar/day-queries';
import { dayKey, formatTime } from '@/lib/platform/format/dates';
import { DietsMark } from '../diets-mark';
import { StatusMark, statusLabel, statusTone } from '../status-pill';
import { UntoldMark } from '../versions/untold-mark';

type Props = {
  event: CalendarEvent;
  /** The day in whose cell it stands. */
  day: string;
  timeZone: string;
  /** Whether it may be dragged to another day. */
  movable: boolean;
};

/** "20:00", on the day after "until 02:00". */
export function timeOn(event: CalendarEvent, day: string, timeZone: string): string {
  return dayKey(event.startsAt, timeZone) === day
    ? formatTime(event.startsAt, { timeZone })
    : `until ${formatTime(event.endsAt, { timeZone })}`;
}

/** An event in a day's cell. */
export function EventChip({ event, day, timeZone, movable }: Props) {
  return (
    <PlainLink
      href={`/bookings/${event.id}`}
      draggable={movable}
      data-event={event.id}
      title={event.occasion ? `Part of ${event.occasion}` : undefined}
      className={cx(
        'flex min-w-0 items-center gap-1 rounded px-1.5 py-0.5 text-xs leading-5 hover:brightness-95',
        statusTone(event.status),
        movable && 'cursor-grab active:cursor-grabbing',
      )}
    >
      <StatusMark status={event.status} />
      <span className="tabular shrink-0">{timeOn(event, day, timeZone)}</span>
      <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
        {event.name}
      </span>
      {event.untold ? <UntoldMark /> : null}
      {event.needsDiets ? <DietsMark /> : null}
      <span className="sr-only">{statusLabel(event.status)}</span>
    </PlainLink>
  );
}
