import { dateFormat } from './formatters';

export type DateTimeStyle = 'date' | 'time' | 'datetime' | 'day' | 'short';

const styles: Record<DateTimeStyle, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  datetime: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

type DateTimeProps = {
  at: Date;
  timeZone: string;
  locale?: string;
  style?: DateTimeStyle;
  /** Names the zone, for readers who live in another. */
  zoneName?: boolean;
};

/** The moment as text in the given zone. */
export function formatDateTime({
  at,
  timeZone,
  locale = 'en-GB',
  style = 'datetime',
  zoneName,
}: DateTimeProps) {
  const options = zoneName ? { ...styles[style], timeZoneName: 'short' as const } : styles[style];
  return dateFormat(locale, { ...options, timeZone }).format(at);
}

/** A moment in the company's zone; machine-readable too. Renders the same on the server and in the browser. */
export function DateTime(props: DateTimeProps) {
  const full = formatDateTime({ ...props, style: 'datetime', zoneName: true });
  return (
    <time dateTime={props.at.toISOString()} title={full} className="tabular whitespace-nowrap">
      {formatDateTime(props)}
    </time>
  );
}
