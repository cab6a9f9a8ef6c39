'use client';

import { useSyncExternalStore } from 'react';

/** How many notifications wait; the live channel knows it, the bell shows it. */
let unread = 0;
const listeners = new Set<() => void>();

export function tellUnread(count: number): void {
  if (count === unread) return;
  unread = count;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useUnread = (): number =>
  useSyncExternalStore(
    subscribe,
    () => unread,
    () => 0,
  );
