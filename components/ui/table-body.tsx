'use client';

import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

const ownTargets = 'a, button, input, select, textarea, label, summary, [role=menuitem]';

function rowLink(row: Element | null | undefined) {
  return row?.querySelector<HTMLAnchorElement>('a[data-row]');
}

function moveAlongRows(event: KeyboardEvent<HTMLElement>) {
  const link = (event.target as Element).closest('a[data-row]');
  if (!link || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-row]')];
  const at = links.indexOf(link as HTMLAnchorElement);
  // The first row has none before it, not the last one.
  const target = links[event.key === 'ArrowDown' ? at + 1 : at - 1];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function openRow(event: MouseEvent<HTMLElement>) {
  const own = (event.target as Element).closest(ownTargets);
  const link = rowLink((event.target as Element).closest('tr'));
  if (!link || own || window.getSelection()?.toString()) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button === 1)
    window.open(link.href, '_blank');
  else if (event.button === 0) link.click();
}

/**
 * A click anywhere on a row follows its link, which the frame opens within the app; the arrow keys walk from row
 * to row. Once for the table and not a link component a row.
 */
export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody onClick={openRow} onAuxClick={openRow} onKeyDown={moveAlongRows}>
      {children}
    </tbody>
  );
}
