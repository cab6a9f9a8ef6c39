'use client';

import { useSyncExternalStore } from 'react';
import { openDialog } from '@/components/ui/open-dialog';

export const overLimitsDialog = 'over-limits';

/** What stood against the confirmation that a manager is asked a reason for. */
let problem = '';
const listeners = new Set<() => void>();

/** Asks for the reason, in the dialog of the page. */
export function askReason(why: string): void {
  problem = why;
  for (const listener of listeners) listener();
  openDialog(overLimitsDialog);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useProblem = (): string =>
  useSyncExternalStore(
    subscribe,
    () => problem,
    () => '',
  );
