import type { ReactNode } from 'react';
import { type FigureChange, formatCount } from '@/lib/platform/format/numbers';
import { cx } from './cx';
import { Icon } from './icon';
import { PlainLink } from './link';

type FigureProps = {
  label: string;
  value: ReactNode;
  unit?: string;
  period?: string;
  change?: FigureChange | null;
  /** How many it rests on. */
  n?: number;
  /** The rows behind it. */
  href?: string;
  /** Instead of a value that would mislead: "Not enough answers yet". */
  missing?: string;
};

const arrows = { up: 'up', down: 'down', same: 'right' } as const;

/** A number that explains itself: unit, period, change in words, what it rests on, and the way to the rows. */
export function Figure({ label, value, unit, period, change, n, href, missing }: FigureProps) {
  const basis = [period, n === undefined ? null : `n = ${formatCount(n)}`].filter(Boolean).join(' · ');
  return (
    <div className={cx('relative flex flex-col gap-1 py-3', href && 'group')}>
      <dt className="text-muted text-sm">
        {href ? (
          <PlainLink
            href={href}
            className="rounded-md after:absolute after:inset-0 group-hover:text-ink group-hover:underline"
          >
            {label}
          </PlainLink>
        ) : (
          label
        )}
      </dt>
      <dd className="flex flex-col gap-1">
        {missing ? (
          <span className="text-base text-subtle">{missing}</span>
        ) : (
          <span className="tabular flex flex-wrap items-baseline gap-x-1.5 font-semibold text-lg tracking-tight @5xl:text-xl">
            {value}
            {unit ? <span className="font-normal text-muted text-sm tracking-normal">{unit}</span> : null}
          </span>
        )}
        {change ? <ChangeLine change={change} /> : null}
        {basis ? <span className="tabular text-subtle text-xs">{basis}</span> : null}
      </dd>
    </div>
  );
}

function ChangeLine({ change }: { change: FigureChange }) {
  const tone = change.good === undefined ? 'text-muted' : change.good ? 'text-green-ink' : 'text-rose-ink';
  return (
    <span className={cx('flex items-center gap-1 text-sm', tone)}>
      <Icon name={arrows[change.direction]} className="size-3.5" />
      {change.words}
    </span>
  );
}

/**
 * Figures side by side, four in a row where there is room for millions beside each other: by their own width, since a
 * page may have something at its side.
 */
export function Figures({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className="@container">
      <dl
        className={cx('grid grid-cols-2 gap-x-6 gap-y-2 border-y py-1 @min-[52rem]:grid-cols-4', className)}
      >
        {children}
      </dl>
    </div>
  );
}
