import type { ReactNode } from 'react';
import { cx } from './cx';
import { PlainLink } from './link';

export type TabLink = { label: ReactNode; href: string; active: boolean; count?: number };

/** Parts of one thing, each with its own address (`?tab=money`), so that Back works and a part can be shared. */
export function Tabs({
  label,
  tabs,
  near,
}: {
  label: string;
  tabs: readonly TabLink[];
  /** Somebody came near them, by pointer or keyboard, and may open one. */
  near?: () => void;
}) {
  return (
    <nav
      aria-label={label}
      onPointerEnter={near}
      onFocus={near}
      className="-mx-4 mb-6 border-b px-4 sm:mx-0 sm:px-0"
    >
      {/* They go on in a second row: what is beyond the edge is not looked for. */}
      <ul className="flex flex-wrap gap-x-4 sm:gap-x-5">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <PlainLink
              href={tab.href}
              scroll={false}
              data-list="yes"
              aria-current={tab.active ? 'page' : undefined}
              className={cx(tabStyle, tab.active ? tabActive : tabIdle)}
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="tabular text-subtle text-xs">{tab.count}</span>
              )}
            </PlainLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const tabStyle =
  '-outline-offset-2 flex h-10 items-center gap-1.5 whitespace-nowrap border-b-2 text-sm transition-colors pointer-coarse:h-11';
const tabActive = 'border-brand font-medium text-ink';
const tabIdle = 'border-transparent text-muted hover:text-ink';
