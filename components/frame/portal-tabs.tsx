'use client';

import { usePathname } from 'next/navigation';
import { cx } from '../ui/cx';
import { PlainLink } from '../ui/link';
import { activeHref, type NavItem } from './nav';

/** The portal's screens beside the name, where there is room; phones have the bar below. */
export function PortalTabs({ items }: { items: readonly NavItem[] }) {
  const active = activeHref(items, usePathname());
  return (
    <nav aria-label="Main" className="max-md:hidden">
      <ul className="flex gap-1">
        {items.map((item) => (
          <li key={item.href}>
            <PlainLink
              href={item.href}
              aria-current={item.href === active ? 'page' : undefined}
              className={cx(
                'flex h-11 items-center rounded-md px-3 text-sm',
                item.href === active
                  ? 'bg-brand-soft font-medium text-brand-ink'
                  : 'text-muted hover:bg-hover',
              )}
            >
              {item.label}
            </PlainLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
