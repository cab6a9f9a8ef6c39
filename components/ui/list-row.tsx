import type { ReactNode } from 'react';
import { cx } from './cx';
import { PlainLink } from './link';

type ListRowProps = {
  /** What it is; carries the link. */
  title: ReactNode;
  href?: string;
  /** `_self`: the browser itself opens it, and nothing is fetched ahead; for what is no page of the app. */
  target?: '_self';
  /** In front of the title: an icon or an avatar. */
  lead?: ReactNode;
  /** A line under the title. */
  detail?: ReactNode;
  /** A pill, a clock. */
  state?: ReactNode;
  /** At the right: an amount, a time, a button. */
  end?: ReactNode;
};

/** Lines between rows, no boxes. */
export function List({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y border-b">
      {children}
    </ul>
  );
}

/** One thing in a list that isn't a table: "needs you", search results, the portal's events. */
export function ListRow({ title, href, target, lead, detail, state, end }: ListRowProps) {
  return (
    <li
      className={cx(
        'relative flex min-h-row flex-wrap items-center gap-x-3 gap-y-1.5 py-2.5 text-sm',
        href && 'hover:bg-hover',
      )}
    >
      {lead ? <span className="shrink-0 text-subtle">{lead}</span> : null}
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span dir="auto" className="min-w-0 break-words font-medium">
            {href ? (
              <PlainLink href={href} target={target} className="rounded-md after:absolute after:inset-0">
                {title}
              </PlainLink>
            ) : (
              title
            )}
          </span>
          {state}
        </div>
        {detail ? (
          <div dir="auto" className="mt-0.5 break-words text-left text-muted">
            {detail}
          </div>
        ) : null}
      </div>
      {end ? <div className="tabular relative max-w-full shrink-0 sm:text-end">{end}</div> : null}
    </li>
  );
}
