'use client';

import { useAnswer } from '@/components/screen/use-answer';
import type { capacityScreen } from '@/lib/bookings/capacity/screens';
import type { DataOf } from '@/lib/platform/screen';

export type Capacity = DataOf<typeof capacityScreen>;

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

/** How full a time is, a moment after it was last changed. */
export function useCapacity(asked: AskedTime): { capacity?: Capacity; busy: boolean; failed: boolean } {
  const { data, ...state } = useAnswer<Capacity>(capacityAddress(asked));
  return { capacity: data, ...state };
}
