import { formatCount } from '@/lib/platform/format/numbers';
import { cx } from './cx';
import { PlainLink } from './link';

export type FilterChip = { label: string; href: string; count?: number; active?: boolean };

/** Filters that live in the address, each with its count, so that a view can be sent to a colleague. */
export function FilterChips({ label, chips }: { label: string; chips: readonly FilterChip[] }) {
  return (
    <nav
      aria-label={label}
      className="-mx-4 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:px-0"
    >
      <ul className="flex w-max gap-1.5">
        {chips.map((chip) => (
          <li key={chip.href}>
            <PlainLink
              href={chip.href}
              scroll={false}
              aria-current={chip.active ? 'true' : undefined}
              className={cx(
                'inline-flex h-8 items-center gap-1.5 whitespace-nowrap rounded-full border px-3 text-sm transition-colors pointer-coarse:h-10',
                chip.active
                  ? 'border-brand bg-brand-soft font-medium text-brand-ink'
                  : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              {chip.label}
              {chip.count === undefined ? null : (
                <span className={cx('tabular text-xs', !chip.active && 'text-subtle')}>
                  {formatCount(chip.count)}
                </span>
              )}
            </PlainLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
