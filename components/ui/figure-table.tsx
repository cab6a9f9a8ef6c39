import type { ReactNode } from 'react';
import { cx } from './cx';
import { SideScroll } from './side-scroll';

type FigureTableProps = {
  label: string;
  /** The first one is over what names the rows. */
  heads: readonly string[];
  className?: string;
  /** The rows. */
  children: ReactNode;
};

/** A small table of figures whose cells lead somewhere each by itself; it scrolls sideways where it doesn't fit. */
export function FigureTable({ label, heads, className, children }: FigureTableProps) {
  return (
    <SideScroll label={label}>
      <table className={cx('w-full text-sm', className)}>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="text-subtle text-xs">
            {heads.map((head, at) => (
              <th
                key={head}
                scope="col"
                className={cx(
                  'h-8 border-b font-medium',
                  at === 0 ? 'text-start' : 'whitespace-nowrap ps-4 text-end',
                )}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </SideScroll>
  );
}
