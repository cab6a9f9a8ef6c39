'use client';

import { useEffect, useState } from 'react';
import type { capacityScreen } from '@/lib/bookings/capacity/screens';
import type { DataOf } from '@/lib/platform/screen';
import { receive, type Sent } from '@/lib/platform/sent';

export type Capacity = DataOf<typeof capacityScreen>;

/** Milliseconds after the last key. */
const pause = 250;

export type AskedTime = {
  start: string;
  end: string;
  guests?: string;
  style?: string;
  venue?: string;
  booking?: string;
};

/** The address of the question; undefined while there is no time to ask about. */
export function capacityAddress({ start, end, ...rest }: AskedTime): string | undefined {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
  if (!form.test(start)) return undefined;
  const from = start.slice(0, 16);
  // Without an end the question is about the time around its beginning.
  const until = form.test(end) && end > start ? end.slice(0, 16) : anHourAfter(from);
  const params = new URLSearchParams({ start: from, end: until });
  for (const [name, value] of Object.entries(rest)) if (value?.trim()) params.set(name, value.trim());
  return `/api/v1/capacity?${params}`;
}

function anHourAfter(local: string): string {
  const ms = Date.parse(`${local}:00Z`);
  return Number.isNaN(ms) ? local : new Date(ms + 3_600_000).toISOString().slice(0, 16);
}

/** How full a time is, a moment after it was last changed; what is asked about an older one is called off. */
export function useCapacity(asked: AskedTime): { capacity?: Capacity; busy: boolean; failed: boolean } {
  const address = capacityAddress(asked);
  const [answer, setAnswer] = useState<{ address: string; capacity?: Capacity; failed?: true }>();
  useEffect(() => {
    if (!address) return;
    const older = new AbortController();
    const ask = async () => {
      try {
        const response = await fetch(address, { signal: older.signal });
        if (!response.ok) throw new Error(`The server answered ${response.status}`);
        const { data } = receive<Capacity>((await response.text()) as Sent<Capacity>);
        setAnswer({ address, capacity: data });
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
  return {
    // The answer before stays in view until the next one is here.
    capacity: answer?.capacity,
    busy: !fresh,
    failed: fresh && answer.failed === true,
  };
}
