import { cx } from './cx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'normal' | 'large';

const variants: Record<ButtonVariant, string> = {
  primary: 'border border-transparent bg-brand text-on-brand hover:bg-brand-strong',
  secondary: 'border border-field-line bg-surface text-ink hover:bg-hover',
  quiet: 'border border-transparent text-ink hover:bg-hover',
  danger: 'border border-transparent bg-danger text-on-danger hover:bg-danger-strong',
};

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-8 px-2.5 pointer-coarse:min-h-11',
  normal: 'min-h-control px-3.5',
  large: 'min-h-12 px-5 text-base',
};

/** The looks shared by buttons and links that act like one. */
export function buttonStyle(options: {
  variant?: ButtonVariant;
  size?: ButtonSize;
  block?: boolean;
  className?: string;
}): string {
  const { variant = 'secondary', size = 'normal', block, className } = options;
  return cx(
    'relative inline-flex select-none items-center justify-center gap-2 rounded-md text-center font-medium text-sm leading-tight transition-colors',
    'disabled:cursor-not-allowed disabled:border-transparent disabled:bg-bone disabled:text-muted',
    variants[variant],
    sizes[size],
    block && 'w-full',
    className,
  );
}
