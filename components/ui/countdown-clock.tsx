'use client';

import { useEffect, useState } from 'react';
import { formatSpan } from '@/lib/platform/format/dates';
import { cx } from './cx';
import { Icon } from './icon';

const second = 1000;
const minute = 60 * second;

type CountdownProps = {
  deadline: Date;
  /** When the page was rendered, so that the browser's first text is the server's. */
  now: Date;
  /** In front of the time left: "Answer within". */
  label?: string;
  /** In place of the time once it is over, e.g. "Overdue by"; the time then counts up. */
  overdueLabel?: string;
  /** Closes instead of counting up: "Window closed". */
  endedText?: string;
  /** Below this many minutes it asks for attention. */
  attentionMinutes?: number;
};

/** The time left until a deadline: a case's clock, the session window, the final count. */
export function CountdownClock(props: CountdownProps) {
  const { deadline, label, overdueLabel = 'Overdue by', endedText, attentionMinutes = 60 } = props;
  const [now, setNow] = useState(props.now);
  const left = deadline.getTime() - now.getTime();
  const pace = Math.abs(left) < 2 * minute ? second : 15 * second;

  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), pace);
    return () => clearInterval(timer);
  }, [pace]);

  const over = left <= 0;
  const text = over && endedText ? endedText : `${over ? overdueLabel : (label ?? '')} ${formatSpan(left)}`;
  return (
    <span
      role="timer"
      className={cx(
        'tabular inline-flex items-center gap-1.5 whitespace-nowrap text-sm',
        over
          ? 'font-medium text-danger-ink'
          : left < attentionMinutes * minute
            ? 'font-medium text-attention-ink'
            : 'text-muted',
      )}
    >
      <Icon name="clock" className="size-3.5 shrink-0" />
      <time dateTime={deadline.toISOString()}>{text.trim()}</time>
    </span>
  );
}
