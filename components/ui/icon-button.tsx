import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** What it does, for those who don't see the icon; also shown on hover. */
  label: string;
  icon: ReactNode;
};

/** A square button for an icon that everyone knows: close, copy, previous, next. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cx(
        'inline-flex size-control shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-ink disabled:text-subtle disabled:opacity-60',
        className,
      )}
    >
      {icon}
    </button>
  );
}
