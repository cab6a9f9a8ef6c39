import { formatCount } from '@/lib/platform/format/numbers';
import { PlainLink } from './link';

export type FilterChip = {
  label: string;
  href: string;
  count?: number;
  active?: boolean;
  /** Stands for no filter: "Every status". */
  usual?: boolean;
};

/** Filters that live in the address, each with its count, so that a view can be sent to a colleague. */
export function FilterChips({ label, chips }: { label: string; chips: readonly FilterChip[] }) {
  return (
    <nav aria-label={label} className="chips">
      <ul>
        {chips.map((chip) => (
          <li key={chip.href}>
            <PlainLink
              href={chip.href}
              scroll={false}
              data-list="yes"
              aria-current={chip.active ? 'true' : undefined}
            >
              {chip.label}
              {chip.count === undefined ? null : <b>{formatCount(chip.count)}</b>}
            </PlainLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
