'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { activeHref, type NavItem } from './nav';

/** On phones the rest stands behind More. */
const underThumb = 4;

/**
 * The screens, once: a rail from 768 px on, wide from 1024 px unless closed; on phones a bar under the thumb with
 * the first four, and the rest in a sheet that is made when it is asked for.
 */
export function NavList({ items }: { items: readonly NavItem[] }) {
  const active = activeHref(items, usePathname());
  const rest = items.length > underThumb + 1 ? items.slice(underThumb) : [];
  return (
    <ul className="nav-list">
      {items.map((item) => (
        <li key={item.href} data-apart={item.apart}>
          <NavLink item={item} active={item.href === active} />
        </li>
      ))}
      {rest.length ? (
        <li className="nav-more">
          <More items={rest} active={active} />
        </li>
      ) : null}
    </ul>
  );
}

function NavLink({ item, active }: { item: NavItem; active: boolean }) {
  return (
    <a href={item.href} title={item.label} aria-current={active ? 'page' : undefined}>
      <Icon name={item.icon} />
      <span>{item.label}</span>
      {item.count ? (
        <b>
          {item.count > 99 ? '99+' : item.count}
          <span className="sr-only"> waiting</span>
        </b>
      ) : null}
    </a>
  );
}

function More({ items, active }: { items: readonly NavItem[]; active: string | undefined }) {
  const panel = useRef<HTMLDivElement>(null);
  const pathname = usePathname();
  const [asked, setAsked] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the sheet
  useEffect(() => panel.current?.hidePopover(), [pathname]);
  const inside = items.some((item) => item.href === active);
  return (
    <>
      <button type="button" popoverTarget="more-screens" data-inside={inside || undefined}>
        <Icon name="more" />
        <span>More</span>
      </button>
      <div
        ref={panel}
        id="more-screens"
        popover="auto"
        className="nav-sheet"
        onBeforeToggle={() => setAsked(true)}
      >
        {asked ? (
          <ul>
            {items.map((item) => (
              <li key={item.href}>
                <NavLink item={item} active={item.href === active} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </>
  );
}
