'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type MouseEvent, useRef } from 'react';
import { forgetEarlyPress } from './early-press';

/** A click that means "open this here": nobody else took it, no key asks for another tab or a download. */
export function isPlainClick(event: MouseEvent): boolean {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return !(defaultPrevented || button || metaKey || ctrlKey || shiftKey || altKey);
}

/** The link under a click that leads to a page of ours; not a download, another window or a handler's address. */
function ownLink({ target }: MouseEvent): HTMLAnchorElement | null {
  const link = (target as Element).closest<HTMLAnchorElement>('a[href^="/"]');
  return link && !link.target && !link.hasAttribute('download') && !link.pathname.startsWith('/api/')
    ? link
    : null;
}

/**
 * Handlers for a frame: the plain links inside it open within the app, and what the pointer rests on is fetched
 * ahead. Once for the frame and not a component a link. Without this script the same links load their pages.
 */
export function useLinks() {
  const router = useRouter();
  const ahead = useRef(new Map<string, number>());

  function onClick(event: MouseEvent) {
    forgetEarlyPress();
    const link = isPlainClick(event) ? ownLink(event) : null;
    if (!link) return;
    event.preventDefault();
    router.push((link.pathname + link.search + link.hash) as Route, { scroll: link.dataset.scroll !== 'no' });
  }

  function onMouseOver(event: MouseEvent) {
    const link = ownLink(event);
    if (!link) return;
    const at = ahead.current.get(link.href);
    if (at && event.timeStamp - at < 30_000) return;
    ahead.current.set(link.href, event.timeStamp);
    router.prefetch((link.pathname + link.search) as Route);
  }

  return { onClick, onMouseOver };
}
