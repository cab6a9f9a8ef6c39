import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyle } from './button-style';
import { PlainLink } from './link';

type PaginationProps = {
  previousHref?: string | null;
  nextHref?: string | null;
  /** "40 of 1,204 bookings". */
  summary?: ReactNode;
};

/** Keyset pages: there is a next and a previous, no numbers that lie. */
export function Pagination({ previousHref, nextHref, summary }: PaginationProps) {
  if (!previousHref && !nextHref && !summary) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center justify-between gap-3 text-sm">
      <p className="tabular text-subtle">{summary}</p>
      {previousHref || nextHref ? (
        <div className="flex gap-2">
          <Step href={previousHref} rel="prev">
            <ChevronLeft aria-hidden className="size-4" />
            Previous
          </Step>
          <Step href={nextHref} rel="next">
            Next
            <ChevronRight aria-hidden className="size-4" />
          </Step>
        </div>
      ) : null}
    </nav>
  );
}

function Step({ href, rel, children }: { href?: string | null; rel: 'prev' | 'next'; children: ReactNode }) {
  const style = buttonStyle({ size: 'small' });
  if (href) {
    return (
      <PlainLink href={href} rel={rel} className={style}>
        {children}
      </PlainLink>
    );
  }
  return (
    <button type="button" disabled className={style}>
      {children}
    </button>
  );
}
