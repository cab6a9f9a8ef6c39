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
  const turns = link.rel === 'next' || link.rel === 'prev';
  const shownFor = link.closest('[data-at]')?.getAttribute('data-at');
  const search =
    shownFor && !turns
      ? meantNow({ asked: link.search, shownFor, now: window.location.search })
      : link.search;
  window.history.pushState(null, '', link.pathname + search);
  if (turns) window.scrollTo({ top: 0 });
}

const searchOf = (address: string) => new URLSearchParams(address.split('?')[1] ?? '');

/**
 * The query that a filter's link means now. It was written for the rows that are shown (`shownFor`); where another
 * filter was asked for since and its rows are still on their way, the link changes what it names and keeps the rest.
 */
export function meantNow({ asked, shownFor, now }: { asked: string; shownFor: string; now: string }): string {
  const [wanted, base, present] = [searchOf(asked), searchOf(shownFor), searchOf(now)];
  for (const name of new Set([...wanted.keys(), ...base.keys()])) {
    const value = wanted.get(name);
    if (value === base.get(name)) continue;
    if (value === null) present.delete(name);
    else present.set(name, value);
  }
  present.delete('after');
  present.delete('before');
  return present.size > 0 ? `?${present}` : '';
}
