import { ZoneNote } from '@/components/ui/zone-note';
import { formatEventTime, type Instant } from '@/lib/platform/format/dates';

type EventTimeProps = { startsAt: Instant; endsAt: Instant; timeZone: string; locale: string };

/** When an event is, on the company's clock, which is named where the reader's shows another time. */
export function EventTime({ startsAt, endsAt, timeZone, locale }: EventTimeProps) {
  const start = new Date(startsAt);
  return (
    <time dateTime={start.toISOString()} className="tabular">
      {formatEventTime({ startsAt, endsAt }, { timeZone, locale })}
      <ZoneNote timeZone={timeZone} at={start.getTime()} />
    </time>
  );
}
