import type { ReactNode } from 'react';
import { Icon } from './icon';
import { PlainLink } from './link';

type PageHeadProps = {
  title: ReactNode;
  /** A Pill. */
  state?: ReactNode;
  /** One line: who, when, where, reference. Items are set apart by dots. */
  meta?: readonly ReactNode[];
  /** The next sensible step; one only. */
  primary?: ReactNode;
  /** Everything else: a Menu, seldom another button. */
  menu?: ReactNode;
  back?: { href: string; label: string };
};

/** What this is, its state, and the one next step. */
export function PageHead({ title, state, meta, primary, menu, back }: PageHeadProps) {
  const items = meta?.filter(Boolean) ?? [];
  return (
    <header className="head">
      <div className="head-what">
        {back ? (
          <PlainLink href={back.href} className="head-back">
            <Icon name="back" />
            {back.label}
          </PlainLink>
        ) : null}
        <div className="head-title">
          <h1 dir="auto">{title}</h1>
          {state}
        </div>
        {items.length ? (
          <ul className="head-meta">
            {items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed line of text, never reordered
              <li key={index} dir="auto">
                {item}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {primary || menu ? (
        <div className="head-next">
          {primary}
          {menu}
        </div>
      ) : null}
    </header>
  );
}
