import {
  formatDate,
  formatDay,
  formatDateTime as formatDayAndTime,
  formatShort,
  formatTime,
  formatWithZone,
  type Instant,
} from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';

const formats = {
  date: formatDate,
  time: formatTime,
  datetime: formatDayAndTime,
  day: formatDay,
  short: formatShort,
} satisfies Record<string, (at: Instant, where: Locality) => string>;

type DateTimeProps = {
  at: Instant;
  timeZone: string;
  locale?: string;
  style?: keyof typeof formats;
};

/** The moment as text in the given zone. */
export function formatDateTime({
  at,
  timeZone,
  locale = 'en-GB',
  style = 'datetime',
}: DateTimeProps): string {
  return formats[style](at, { timeZone, locale });
}

/** A moment in the company's zone, which its title names; machine-readable too. */
export function DateTime(props: DateTimeProps) {
  const { at, timeZone, locale = 'en-GB' } = props;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatWithZone(at, { timeZone, locale })}
      className="tabular whitespace-nowrap"
    >
      {formatDateTime(props)}
    </time>
  );
}
