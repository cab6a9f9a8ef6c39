'use client';

import { useEffect, useState } from 'react';
import { receive, type Sent } from '@/lib/platform/sent';

/** Milliseconds after the last key. */
const pause = 250;

/**
 * What a screen of `/api/v1` answers, a moment after its address last changed; what was asked at an older one is called
 * off. The answer before stays in view until the next one is here.
 */
export function useAnswer<Data>(address: string | undefined): {
  data?: Data;
  busy: boolean;
  failed: boolean;
} {
  const [answer, setAnswer] = useState<{ address: string; data?: Data; failed?: true }>();
  useEffect(() => {
    if (!address) return;
    const older = new AbortController();
    const ask = async () => {
      try {
        const response = await fetch(address, { signal: older.signal });
        if (!response.ok) throw new Error(`The server answered ${response.status}`);
        const { data } = receive<Data>((await response.text()) as Sent<Data>);
        setAnswer({ address, data });
      } catch {
        if (!older.signal.aborted) setAnswer({ address, failed: true });
      }
    };
    const timer = setTimeout(ask, pause);
    return () => {
      clearTimeout(timer);
      older.abort();
    };
  }, [address]);
  if (!address) return { busy: false, failed: false };
  const fresh = answer?.address === address;
  return { data: answer?.data, busy: !fresh, failed: fresh && answer.failed === true };
}
