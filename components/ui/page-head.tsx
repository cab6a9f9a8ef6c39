import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { PlainLink } from './link';

type PageHeadProps = {
  title: ReactNode;
  /** A Pill. */
  state?: ReactNode;
  /** One line: who, when, where, reference. Items are set apart by dots. */
  meta?: readonly ReactNode[];
  /** The next sensible step; one only. */
  primary?: ReactNode;
  /** Everything else: a Menu, seldom another button. */
  menu?: ReactNode;
  back?: { href: string; label: string };
};

/** What this is, its state, and the one next step. */
export function PageHead({ title, state, meta, primary, menu, back }: PageHeadProps) {
  const items = meta?.filter(Boolean) ?? [];
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        {back ? (
          <PlainLink
            href={back.href}
            className="-ms-1 mb-1 inline-flex items-center gap-0.5 rounded-md py-1 pe-1 text-muted text-sm hover:text-ink"
          >
            <ChevronLeft aria-hidden className="size-4" />
            {back.label}
          </PlainLink>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 dir="auto" className="min-w-0 break-words font-semibold text-lg tracking-tight">
            {title}
          </h1>
          {state}
        </div>
        {items.length ? (
          <ul className="mt-1.5 flex flex-wrap gap-x-2 gap-y-0.5 text-muted text-sm">
            {items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed line of text, never reordered
              <li key={index} className="flex min-w-0 items-center gap-2">
                <span dir="auto" className="min-w-0 break-words">
                  {item}
                </span>
                {index < items.length - 1 ? (
                  <span aria-hidden className="text-subtle">
                    ·
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {primary || menu ? (
        <div className="flex items-center gap-2 max-sm:w-full max-sm:[&>*:first-child]:flex-1">
          {primary}
          {menu}
        </div>
      ) : null}
    </header>
  );
}
