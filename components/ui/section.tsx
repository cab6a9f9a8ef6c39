import type { ReactNode } from 'react';
import { cx } from './cx';

type SectionProps = {
  title?: ReactNode;
  /** A sentence under the title, when the title isn't enough. */
  note?: ReactNode;
  /** Quiet links or buttons at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  id?: string;
  /** Heading level, in the order of the page. */
  level?: 2 | 3;
};

/** A part of a page: a heading over a line, and white space; no box. */
export function Section({ title, note, actions, children, className, id, level = 2 }: SectionProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} className={cx('flex flex-col gap-4', className)}>
      {title ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b pb-2">
          <div className="min-w-0">
            <Heading className="font-semibold text-base">{title}</Heading>
            {note ? <p className="text-muted text-sm">{note}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

/** A surface for one thing that stands for itself: an event of the week, a total that stays in view. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('rounded-md border bg-surface p-4', className)}>{children}</div>;
}

type NoteTone = 'info' | 'attention' | 'danger';
const noteTones: Record<NoteTone, string> = {
  info: 'bg-bone text-ink',
  attention: 'bg-attention-soft text-attention-ink',
  danger: 'bg-danger-soft text-danger-ink',
};

/** A sentence that must not be missed, in the place it is about. */
export function Notice(props: {
  tone?: NoteTone;
  icon?: ReactNode;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div
      className={cx(
        'flex flex-wrap items-start gap-3 rounded-md p-3 text-sm',
        noteTones[props.tone ?? 'info'],
      )}
    >
      {props.icon ? <span className="mt-0.5 shrink-0">{props.icon}</span> : null}
      <div className="min-w-0 flex-1 basis-56">
        {props.title ? <p className="font-semibold">{props.title}</p> : null}
        {props.children}
      </div>
      {props.actions ? <div className="flex items-center gap-2">{props.actions}</div> : null}
    </div>
  );
}
