import { cx } from './cx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'normal' | 'large';

/** The looks shared by buttons and links that act like one; what they are stands in `button.css`. */
export function buttonStyle(options: {
  variant?: ButtonVariant;
  size?: ButtonSize;
  block?: boolean;
  className?: string;
}): string {
  const { variant = 'secondary', size = 'normal', block, className } = options;
  return cx('button', `button-${variant}`, `button-${size}`, block && 'w-full', className);
}
