import type { ReactNode } from 'react';
import { cx } from './cx';

export type Tone = 'neutral' | 'slate' | 'sky' | 'green' | 'amber' | 'indigo' | 'rose';

const tones: Record<Tone, { box: string; mark: string }> = {
  neutral: { box: 'bg-bone text-muted', mark: 'text-subtle' },
  slate: { box: 'bg-slate-soft text-slate-ink', mark: 'text-slate-dot' },
  sky: { box: 'bg-sky-soft text-sky-ink', mark: 'text-sky-dot' },
  green: { box: 'bg-green-soft text-green-ink', mark: 'text-green-dot' },
  amber: { box: 'bg-amber-soft text-amber-ink', mark: 'text-amber-dot' },
  indigo: { box: 'bg-indigo-soft text-indigo-ink', mark: 'text-indigo-dot' },
  rose: { box: 'bg-rose-soft text-rose-ink', mark: 'text-rose-dot' },
};

/** How far along something is, told by shape as well as by colour. */
export type Shape = 'ring' | 'half' | 'dot' | 'check' | 'cross' | 'none';

const toneShapes: Record<Tone, Shape> = {
  neutral: 'dot',
  slate: 'ring',
  sky: 'half',
  green: 'dot',
  amber: 'half',
  indigo: 'check',
  rose: 'cross',
};

type PillProps = { tone: Tone; shape?: Shape; children: ReactNode; className?: string };

/** The state of a thing: shape, colour and word, the same everywhere. */
export function Pill({ tone, shape = toneShapes[tone], children, className }: PillProps) {
  const { box, mark } = tones[tone];
  return (
    <span className={cx('pill', box, className)}>
      {shape === 'none' ? null : <Mark shape={shape} className={mark} />}
      <span>{children}</span>
    </span>
  );
}

function Mark({ shape, className }: { shape: Shape; className: string }) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 };
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className={className}>
      {shape === 'dot' ? <circle cx="5" cy="5" r="4" fill="currentColor" /> : null}
      {shape === 'ring' || shape === 'half' ? (
        <circle cx="5" cy="5" r="4" {...line} strokeWidth={1.5} />
      ) : null}
      {shape === 'half' ? <path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" /> : null}
      {shape === 'check' ? <path d="M1.5 5.5 4 8l4.5-6" {...line} /> : null}
      {shape === 'cross' ? <path d="m2 2 6 6M8 2 2 8" {...line} /> : null}
    </svg>
  );
}

/** A small label without a state: a language, a role, a version, a count. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'tabular inline-flex min-w-5 items-center justify-center whitespace-nowrap rounded-md px-1.5 py-0.5 font-medium text-xs leading-4',
        tones[tone].box,
      )}
    >
      {children}
    </span>
  );
}
