import type { MouseEvent } from 'react';
import { isPlainClick } from '@/components/ui/use-links';

/**
 * Opens the links of a list (`data-list`: filters, order, pages) without leaving the screen: the address changes,
 * the rows follow as data, and Back leads to the rows before. Without a script they are links to the same list.
 */
export function openListLink(event: MouseEvent): void {
  if (!isPlainClick(event)) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-list]');
  if (!link || link.pathname !== window.location.pathname) return;
  event.preventDefault();
  window.history.pushState(null, '', link.pathname + link.search);
  if (link.rel === 'next' || link.rel === 'prev') window.scrollTo({ top: 0 });
}
