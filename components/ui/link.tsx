import type { Route } from 'next';
import NextLink from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';
import { cx } from './cx';

type LinkProps = Omit<ComponentProps<typeof NextLink>, 'href' | 'as'> & { href: string };

/**
 * Next's link for addresses put together from data; the one place that vouches for their type. Nothing is
 * fetched ahead: every page is rendered for its reader, and one list would otherwise ask for thirty others.
 */
export function PlainLink({ href, ...rest }: LinkProps) {
  return <NextLink prefetch={false} {...rest} href={href as Route} />;
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
