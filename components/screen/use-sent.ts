'use client';

import { useMemo } from 'react';
import { useEarlyPress } from '@/components/ui/early-press';
import { type Received, receive, type Sent } from '@/lib/platform/sent';

/** What came with the page, for a form: while somebody types in it, nothing replaces it. */
export function useSent<Data>(sent: Sent<Data>): Received<Data> {
  useEarlyPress();
  return useMemo(() => receive<Data>(sent), [sent]);
}
