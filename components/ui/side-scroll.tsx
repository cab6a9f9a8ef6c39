import type { ReactNode } from 'react';

/** What may be wider than its place, as tables are: it is moved sideways, by the arrow keys too once it has the focus. */
export function SideScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach what scrolls
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
