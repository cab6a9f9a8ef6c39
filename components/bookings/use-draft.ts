'use client';

import { useCallback, useEffect, useRef } from 'react';

const prefix = 'cater-booking:';

/**
 * Keeps a form's state in this tab until it is saved. `restore` is called once, after the first rendering,
 * with what was kept. The returned function forgets it.
 */
export function useDraft<T>(
  id: string,
  state: T,
  { changed, restore }: { changed: boolean; restore: (kept: T) => void },
) {
  const restored = useRef(false);
  const done = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever `restore` is later
  useEffect(() => {
    const text = sessionStorage.getItem(prefix + id);
    restored.current = true;
    if (!text) return;
    try {
      restore(JSON.parse(text) as T);
    } catch {
      sessionStorage.removeItem(prefix + id);
    }
  }, [id]);

  useEffect(() => {
    if (!restored.current || done.current || !changed) return;
    sessionStorage.setItem(prefix + id, JSON.stringify(state));
  }, [id, state, changed]);

  return useCallback(() => {
    done.current = true;
    sessionStorage.removeItem(prefix + id);
  }, [id]);
}
