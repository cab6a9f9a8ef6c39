'use client';

import { useEffect, useState } from 'react';
import { formatRelative, formatWithZone, type Instant } from '@/lib/platform/format/dates';

const minute = 60_000;

type RelativeTimeProps = {
  at: Instant;
  /** When the page was rendered, so that the browser's first text is the server's. */
  now: Instant;
  timeZone: string;
  locale?: string;
};

/** "5 min ago", kept true while the page is open; the exact moment on hover. After a week, the date. */
export function RelativeTime({ at, now, timeZone, locale = 'en-GB' }: RelativeTimeProps) {
  const rendered = new Date(now).getTime();
  const [ticked, setTicked] = useState(rendered);
  useEffect(() => {
    const timer = setInterval(() => setTicked(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  const where = { timeZone, locale };
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatWithZone(at, where)}
      className="tabular whitespace-nowrap"
    >
      {formatRelative(at, new Date(Math.max(ticked, rendered)), where)}
    </time>
  );
}
