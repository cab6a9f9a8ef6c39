import type { ReactNode } from 'react';
import { cx } from './cx';

export type Tone = 'neutral' | 'slate' | 'sky' | 'green' | 'amber' | 'indigo' | 'rose';

/** How far along something is, told by shape as well as by colour. */
export type Shape = 'ring' | 'half' | 'dot' | 'check' | 'cross' | 'none';

export const toneShapes: Record<Tone, Shape> = {
  neutral: 'dot',
  slate: 'ring',
  sky: 'half',
  green: 'dot',
  amber: 'half',
  indigo: 'check',
  rose: 'cross',
};

type PillProps = { tone: Tone; shape?: Shape; children: ReactNode; className?: string };

/** The state of a thing: shape, colour and word, the same everywhere. The looks are in pill.css. */
export function Pill({ tone, shape = toneShapes[tone], children, className }: PillProps) {
  return (
    <span className={cx('pill', `t-${tone}`, shape !== 'none' && `s-${shape}`, className)}>
      <span>{children}</span>
    </span>
  );
}

/** A small label without a state: a language, a role, a version, a count. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'tabular inline-flex min-w-5 items-center justify-center whitespace-nowrap rounded-md px-1.5 py-0.5 font-medium text-xs leading-4',
        `t-${tone}`,
      )}
    >
      {children}
    </span>
  );
}
