'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { useEarlyPress } from '@/components/ui/early-press';
import { type Received, receive, type Sent } from '@/lib/platform/sent';
import type { Watched } from './screen-cache';

/**
 * What a screen shows: first what came with the page, then, when its address changes or something happened, the
 * same data as JSON from `/api/v1` beside the page's own path. While that is under way the rows before stay. The
 * cache and its code come after the first paint.
 */
export function useScreen<Data>(
  sent: Sent<Data>,
  /** Parts of the query that only choose what of the data is in view, such as a tab. */
  { view = [] }: { view?: readonly string[] } = {},
): Received<Data> & { busy: boolean; failed: boolean } {
  const search = new URLSearchParams(useSearchParams());
  const path = usePathname();
  for (const name of view) search.delete(name);
  const address = `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`;
  const first = useMemo(() => receive<Data>(sent), [sent]);
  // Which address the page was rendered for: what is sent with it belongs there, whatever the address is now.
  const [page, setPage] = useState({ sent, address });
  if (page.sent !== sent) setPage({ sent, address });
  const [latest, setLatest] = useState<{ sent: Sent<Data>; watched: Watched<Data> }>();

  useEffect(() => {
    let over = false;
    let stop: (() => void) | undefined;
    void import('./screen-cache').then(({ watchScreen }) => {
      if (over) return;
      const initial = address === page.address ? first : undefined;
      stop = watchScreen<Data>({ address, userId: first.place.userId, initial }, (watched) =>
        setLatest((before) => ({
          sent,
          watched: {
            ...watched,
            received: watched.received ?? (before?.sent === sent ? before.watched.received : undefined),
          },
        })),
      );
    });
    return () => {
      over = true;
      stop?.();
    };
  }, [address, first, page.address, sent]);

  useEarlyPress();
  const watched = latest?.sent === sent ? latest.watched : undefined;
  return {
    ...(watched?.received ?? first),
    busy: watched?.busy ?? address !== page.address,
    failed: watched?.failed ?? false,
  };
}
