'use client';

import { useSyncExternalStore } from 'react';
import { Icon } from './icon';

function watch(changed: () => void) {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** Appears while the device has no network: what still works and what doesn't. */
export function OfflineNotice() {
  const online = useSyncExternalStore(
    watch,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status">
      {online ? null : (
        <p className="flex items-center justify-center gap-2 bg-attention-soft px-4 py-2 text-attention-ink text-sm">
          <Icon name="alert" />
          You are offline. What you see may be old; nothing can be saved until the network is back.
        </p>
      )}
    </div>
  );
}
