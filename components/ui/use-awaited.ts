'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * For what somebody asks for before the answer is there that it depends on: Enter in a search, for one. Call what this gives with
 * true, and `carryOut` runs once nothing is waited for any more; with false, it is forgotten, since something else was typed.
 */
export function useAwaited(waits: boolean, carryOut: () => void) {
  const [awaited, setAwaited] = useState(false);
  const latest = useRef(carryOut);
  latest.current = carryOut;
  useEffect(() => {
    if (!awaited || waits) return;
    setAwaited(false);
    latest.current();
  }, [awaited, waits]);
  return setAwaited;
}
