'use client';

import { useEffect, useState } from 'react';
import { formatDateTime } from './date-time';

const minute = 60_000;
const steps: [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60 * minute, minute, 'minute'],
  [24 * 60 * minute, 60 * minute, 'hour'],
  [7 * 24 * 60 * minute, 24 * 60 * minute, 'day'],
];

type RelativeTimeProps = {
  at: Date;
  /** When the page was rendered, so that the browser's first text is the server's. */
  now: Date;
  timeZone: string;
  locale?: string;
};

function spell({ at, now, timeZone, locale = 'en-GB' }: RelativeTimeProps): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size < minute) return 'just now';
  const step = steps.find(([limit]) => size < limit);
  if (!step) return formatDateTime({ at, timeZone, locale, style: 'date' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  return relative.format(Math.trunc(distance / step[1]), step[2]);
}

/** "5 min ago", kept true while the page is open; the exact moment on hover. After a week, the date. */
export function RelativeTime(props: RelativeTimeProps) {
  const [now, setNow] = useState(props.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minute);
    return () => clearInterval(timer);
  }, []);
  const exact = formatDateTime({
    at: props.at,
    timeZone: props.timeZone,
    locale: props.locale,
    zoneName: true,
  });
  return (
    <time dateTime={props.at.toISOString()} title={exact} className="tabular whitespace-nowrap">
      {spell({ ...props, now: new Date(Math.max(now.getTime(), props.now.getTime())) })}
    </time>
  );
}
