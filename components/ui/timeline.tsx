import type { ReactNode } from 'react';
import { cx } from './cx';

export type TimelineItem = {
  id: string;
  icon: ReactNode;
  /** Who did it: a name, "the customer", "the automation". */
  actor?: ReactNode;
  /** What happened, in the past tense. */
  title: ReactNode;
  /** A <DateTime> or <RelativeTime>. */
  time: ReactNode;
  /** The message, the reason, the fields that changed. */
  content?: ReactNode;
  tone?: 'plain' | 'brand' | 'attention' | 'danger';
};

const marks = {
  plain: 'bg-bone text-muted',
  brand: 'bg-brand-soft text-brand-ink',
  attention: 'bg-attention-soft text-attention-ink',
  danger: 'bg-danger-soft text-danger-ink',
};

/** What happened, newest first or oldest first as given. */
export function Timeline({ label, items }: { label: string; items: readonly TimelineItem[] }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {items.map((item, index) => (
        <li key={item.id} className="relative flex gap-3 pb-5 last:pb-0">
          {index < items.length - 1 ? (
            <span aria-hidden className="absolute start-3.5 top-8 bottom-1 w-px bg-line" />
          ) : null}
          <span
            aria-hidden
            className={cx(
              'flex size-7 shrink-0 items-center justify-center rounded-full [&_svg]:size-3.5',
              marks[item.tone ?? 'plain'],
            )}
          >
            {item.icon}
          </span>
          <div className="min-w-0 flex-1 pt-1 text-sm">
            <p className="break-words">
              {item.actor ? <bdi className="font-medium">{item.actor}</bdi> : null} <bdi>{item.title}</bdi>{' '}
              <span className="ms-1 whitespace-nowrap text-subtle text-xs">{item.time}</span>
            </p>
            {item.content ? (
              <div dir="auto" className="mt-1 break-words text-muted">
                {item.content}
              </div>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
