'use client';

import { PanelLeft } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { cx } from '../ui/cx';
import { PlainLink } from '../ui/link';
import { railKey } from '../ui/theme';
import { activeHref, type NavItem } from './nav';
import { NavIcon } from './nav-icon';
import { Sign } from './wordmark';

/** A count has no room there; that something waits is enough. */
const narrowDot =
  'md:max-lg:absolute md:max-lg:end-1.5 md:max-lg:top-1.5 md:max-lg:size-2 md:max-lg:overflow-hidden md:max-lg:bg-attention md:max-lg:p-0 md:max-lg:text-[0] lg:rail-closed:absolute lg:rail-closed:end-1.5 lg:rail-closed:top-1.5 lg:rail-closed:size-2 lg:rail-closed:overflow-hidden lg:rail-closed:bg-attention lg:rail-closed:p-0 lg:rail-closed:text-[0]';

/** Gone to the eye where the rail is narrow, still read aloud. */
const narrowHidden = 'md:max-lg:sr-only lg:rail-closed:sr-only';

/** The left rail: wide from 1024 px unless closed, icons only from 768, absent on phones. */
export function Rail({ items, company }: { items: readonly NavItem[]; company: string }) {
  const active = activeHref(items, usePathname());
  const groups = [items.filter((item) => !item.apart), items.filter((item) => item.apart)];
  return (
    <nav
      aria-label="Main"
      data-print="no"
      className="sticky top-0 hidden h-dvh w-14 shrink-0 flex-col border-e bg-sunken md:flex lg:w-56 lg:rail-closed:w-14"
    >
      <PlainLink
        href={items[0]?.href ?? '/'}
        className="flex h-14 items-center gap-2.5 px-3.5 font-semibold text-sm"
      >
        <Sign />
        <span dir="auto" className={cx('line-clamp-2 min-w-0 break-words leading-tight', narrowHidden)}>
          {company}
        </span>
      </PlainLink>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 py-2">
        {groups.map((group, index) =>
          group.length ? (
            <ul
              key={group[0]?.href}
              className={cx('flex flex-col gap-0.5', index > 0 && 'mt-auto border-t pt-3')}
            >
              {group.map((item) => (
                <li key={item.href}>
                  <RailLink item={item} active={item.href === active} />
                </li>
              ))}
            </ul>
          ) : null,
        )}
      </div>
      <RailToggle />
    </nav>
  );
}

function RailLink({ item, active }: { item: NavItem; active: boolean }) {
  return (
    <PlainLink
      href={item.href}
      title={item.label}
      aria-current={active ? 'page' : undefined}
      className={cx(
        'relative flex h-9 items-center gap-3 rounded-md px-2.5 text-sm transition-colors pointer-coarse:h-11',
        active
          ? 'bg-surface font-medium text-ink outline outline-line [&_svg]:text-brand-ink'
          : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      <NavIcon name={item.icon} />
      <span className={cx('min-w-0 flex-1 truncate', narrowHidden)}>{item.label}</span>
      {item.count ? (
        <span
          className={cx(
            'tabular rounded-full bg-attention-soft px-1.5 font-medium text-attention-ink text-xs',
            narrowDot,
          )}
        >
          {item.count > 99 ? '99+' : item.count}
          <span className="sr-only"> waiting</span>
        </span>
      ) : null}
    </PlainLink>
  );
}

function RailToggle() {
  const toggle = () => {
    const { dataset } = document.documentElement;
    const closed = dataset.rail !== 'closed';
    if (closed) dataset.rail = 'closed';
    else delete dataset.rail;
    try {
      localStorage.setItem(railKey, closed ? 'closed' : 'open');
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  };
  return (
    <button
      type="button"
      onClick={toggle}
      title="Narrow or widen the navigation"
      className="m-2 hidden h-9 items-center gap-3 rounded-md px-2.5 text-muted text-sm hover:bg-hover hover:text-ink lg:flex"
    >
      <PanelLeft aria-hidden className="size-4.5 shrink-0" strokeWidth={1.75} />
      <span className={narrowHidden}>Narrow</span>
      <span className="sr-only lg:rail-closed:not-sr-only lg:rail-closed:hidden"> the navigation</span>
    </button>
  );
}
