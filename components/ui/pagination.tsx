import type { ReactNode } from 'react';
import { Icon } from './icon';
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
    <nav aria-label="Pages" className="pages">
      <p>{summary}</p>
      {previousHref || nextHref ? (
        <>
          <Step href={previousHref} rel="prev">
            <Icon name="back" />
            Previous
          </Step>
          <Step href={nextHref} rel="next">
            Next
            <Icon name="next" />
          </Step>
        </>
      ) : null}
    </nav>
  );
}

function Step({ href, rel, children }: { href?: string | null; rel: 'prev' | 'next'; children: ReactNode }) {
  if (href) {
    return (
      <PlainLink href={href} rel={rel} data-list="yes" className="step">
        {children}
      </PlainLink>
    );
  }
  return (
    <button type="button" disabled className="step">
      {children}
    </button>
  );
}
