'use client';

import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

const ownTargets = 'a, button, input, select, textarea, label, summary, [role=menuitem]';

function rowLink(row: Element | null | undefined) {
  return row?.querySelector<HTMLAnchorElement>('a[data-row]');
}

function openRow(event: MouseEvent<HTMLElement>) {
  const target = event.target as Element;
  if (target.closest(ownTargets) || window.getSelection()?.toString()) return;
  const link = rowLink(target.closest('tr'));
  if (!link) return;
  if (event.metaKey || event.ctrlKey || event.button === 1) window.open(link.href, '_blank');
  else link.click();
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

/** A click anywhere on a row follows its link; the arrow keys walk from row to row. */
export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody className="max-sm:block" onClick={openRow} onAuxClick={openRow} onKeyDown={moveAlongRows}>
      {children}
    </tbody>
  );
}
