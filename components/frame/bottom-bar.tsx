'use client';

import { Ellipsis } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from '../ui/cx';
import { PlainLink } from '../ui/link';
import { activeHref, type NavItem } from './nav';
import { NavIcon } from './nav-icon';

const slot =
  'flex min-h-14 w-full flex-col items-center justify-center gap-1 px-1 text-xs leading-none -outline-offset-2';

/** Under the thumb on phones: the first four screens, and the rest behind More. */
export function BottomBar({ items }: { items: readonly NavItem[] }) {
  const active = activeHref(items, usePathname());
  const first = items.length > 5 ? items.slice(0, 4) : items;
  const rest = items.slice(first.length);
  return (
    <nav
      aria-label="Main"
      data-print="no"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {first.map((item) => (
          <li key={item.href} className="min-w-0 flex-1">
            <PlainLink
              href={item.href}
              aria-current={item.href === active ? 'page' : undefined}
              className={cx(slot, item.href === active ? 'font-medium text-brand-ink' : 'text-muted')}
            >
              <IconWithCount item={item} />
              <span className="max-w-full truncate py-0.5">{item.label}</span>
            </PlainLink>
          </li>
        ))}
        {rest.length ? (
          <li className="min-w-0 flex-1">
            <More items={rest} active={active} />
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

function IconWithCount({ item }: { item: NavItem }) {
  return (
    <span className="relative">
      <NavIcon name={item.icon} className="size-5" />
      {item.count ? (
        <>
          <span aria-hidden className="absolute -end-1 -top-0.5 size-2 rounded-full bg-attention" />
          <span className="sr-only">{item.count} waiting</span>
        </>
      ) : null}
    </span>
  );
}

function More({ items, active }: { items: readonly NavItem[]; active?: string }): ReactNode {
  const panel = useRef<HTMLDivElement>(null);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the sheet
  useEffect(() => panel.current?.hidePopover(), [pathname]);
  const inside = items.some((item) => item.href === active);
  return (
    <>
      <button
        type="button"
        popoverTarget="more-screens"
        className={cx(slot, inside ? 'font-medium text-brand-ink' : 'text-muted')}
      >
        <Ellipsis aria-hidden className="size-5" />
        <span className="py-0.5">More</span>
      </button>
      <div
        ref={panel}
        id="more-screens"
        popover="auto"
        className="fixed inset-auto inset-x-0 bottom-0 m-0 w-full max-w-none rounded-t-md border-t bg-surface p-3 pb-[calc(env(safe-area-inset-bottom)+0.75rem)] text-ink shadow-raised backdrop:bg-(--backdrop) open:animate-appear"
      >
        <ul className="grid grid-cols-3 gap-1">
          {items.map((item) => (
            <li key={item.href}>
              <PlainLink
                href={item.href}
                aria-current={item.href === active ? 'page' : undefined}
                className={cx(
                  'flex min-h-18 flex-col items-center justify-center gap-1.5 rounded-md px-1 text-center text-sm',
                  item.href === active ? 'bg-brand-soft font-medium text-brand-ink' : 'text-muted',
                )}
              >
                <IconWithCount item={item} />
                {item.label}
              </PlainLink>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
