'use client';

import { useSyncExternalStore } from 'react';
import { formatEventTime, type Instant } from '@/lib/platform/format/dates';
import { readerZone, sameClock, zoneName } from '@/lib/platform/format/zones';

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

type ZoneNoteProps = {
  timeZone: string;
  /** The instant that the times are about, in milliseconds: clocks may agree in winter only. */
  at: number;
};

const nothingChanges = () => () => {};

/**
 * " Ghana time", only for a reader whose own clock shows something else then. The server doesn't know the
 * reader's zone, so it comes with the first work of the browser and never differs from the server's text.
 */
function ZoneNote({ timeZone, at }: ZoneNoteProps) {
  const reader = useSyncExternalStore(nothingChanges, readerZone, () => timeZone);
  return sameClock(reader, timeZone, at) ? null : <> {zoneName(timeZone)}</>;
}
