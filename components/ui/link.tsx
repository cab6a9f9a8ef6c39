import type { ComponentProps, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';
import { cx } from './cx';

type LinkProps = Omit<ComponentProps<'a'>, 'href'> & {
  href: string;
  /** `false` leaves the reader where they are on the page. */
  scroll?: boolean;
};

/** A plain anchor: the frame around it opens it within the app (`useLinks`), and without a script it works as it is. */
export function PlainLink({ scroll, ...rest }: LinkProps) {
  return <a {...rest} data-scroll={scroll === false ? 'no' : undefined} />;
}

/** A link in running text or a table. */
export function TextLink({ className, ...rest }: LinkProps) {
  return (
    <PlainLink
      {...rest}
      className={cx(
        'rounded-md text-brand-ink underline decoration-brand-ink/40 underline-offset-3 hover:decoration-brand-ink',
        className,
      )}
    />
  );
}

type ButtonLinkProps = LinkProps & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  block?: boolean;
  icon?: ReactNode;
};

/** Looks like a button and goes somewhere. */
export function ButtonLink({ variant, size, block, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <PlainLink {...rest} className={buttonStyle({ variant, size, block, className })}>
      {icon}
      {children}
    </PlainLink>
  );
}
