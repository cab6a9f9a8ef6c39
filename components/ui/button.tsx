'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';

type ButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  block?: boolean;
  icon?: ReactNode;
  /** Busy with something other than the form it stands in. */
  pending?: boolean;
};

/** A verb with an object. `type` is "button" unless said otherwise, so nothing submits by accident. */
export function Button({ children, variant, size, block, icon, pending, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : rest.onClick}
      className={buttonStyle({ variant, size, block, className })}
    >
      {pending ? <i aria-hidden className="busy" /> : icon}
      {children}
    </button>
  );
}

/**
 * Submits the form around it and shows that it is under way. With several in one form, give each a
 * `name` and `value`: only the one that was pressed turns.
 */
export function SubmitButton({ variant = 'primary', ...props }: Omit<ButtonProps, 'type' | 'pending'>) {
  const { pending, data } = useFormStatus();
  const mine = !props.name || data?.get(props.name) === props.value;
  return <Button {...props} variant={variant} type="submit" pending={pending && mine} />;
}
