'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

const ownTargets = 'a, button, input, select, textarea, label, summary, [role=menuitem]';

function rowLink(row: Element | null | undefined) {
  return row?.querySelector<HTMLAnchorElement>('a[data-row]');
}

function moveAlongRows(event: KeyboardEvent<HTMLElement>) {
  const link = (event.target as Element).closest('a[data-row]');
  if (!link || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const row = link.closest('tr');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  const target = rowLink(next);
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/**
 * A click anywhere on a row goes where its link leads, within the app; the arrow keys walk from row to row.
 * Once for the table and not a link component a row, which would also fetch every row's page ahead.
 */
export function TableBody({ children }: { children: ReactNode }) {
  const router = useRouter();

  function openRow(event: MouseEvent<HTMLElement>) {
    const own = (event.target as Element).closest(ownTargets);
    const link = rowLink((event.target as Element).closest('tr'));
    if (!link || (own && own !== link) || window.getSelection()?.toString()) return;
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button === 1;
    if (elsewhere && own) return;
    if (elsewhere) {
      window.open(link.href, '_blank');
      return;
    }
    event.preventDefault();
    router.push((link.pathname + link.search) as Route);
  }

  return (
    <tbody onClick={openRow} onAuxClick={openRow} onKeyDown={moveAlongRows}>
      {children}
    </tbody>
  );
}
