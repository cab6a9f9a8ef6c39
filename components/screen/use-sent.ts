'use client';

import { useMemo } from 'react';
import { type Received, receive, type Sent } from '@/lib/platform/sent';

/** What came with the page, for a form: while somebody types in it, nothing replaces it. */
export function useSent<Data>(sent: Sent<Data>): Received<Data> {
  return useMemo(() => receive<Data>(sent), [sent]);
}
