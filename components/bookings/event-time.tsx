import { dateFormat } from '@/components/ui/formatters';

type EventTimeProps = { startsAt: Date; endsAt: Date; timeZone: string; locale: string };

/** "Sat, 13 Jun 2026, 14:00–18:00"; the second day only where the event goes past midnight. */
export function formatEventTime({ startsAt, endsAt, timeZone, locale }: EventTimeProps): string {
  const day = dateFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  });
  const clock = dateFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const start = `${day.format(startsAt)}, ${clock.format(startsAt)}`;
  return day.format(startsAt) === day.format(endsAt)
    ? `${start}–${clock.format(endsAt)}`
    : `${start} – ${day.format(endsAt)}, ${clock.format(endsAt)}`;
}

/** "Sat, 13 Jun 2026, 14:00": enough to tell events of a list apart. */
export function formatEventStart(startsAt: Date, place: { timeZone: string; locale: string }): string {
  return formatEventTime({ startsAt, endsAt: startsAt, ...place }).replace(/–[^–]*$/, '');
}

/** When an event is, on the company's clock. */
export function EventTime(props: EventTimeProps) {
  return (
    <time dateTime={props.startsAt.toISOString()} className="tabular">
      {formatEventTime(props)}
    </time>
  );
}
