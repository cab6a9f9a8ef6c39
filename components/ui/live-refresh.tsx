'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';

const EVERY = 5_000;

/** Loads the page's data again as soon as the server's mark of it changes, without a reload. */
export function LiveRefresh({ href }: { href: string }) {
  const router = useRouter();
  const last = useRef<string>(undefined);
  const { data } = useQuery({
    queryKey: ['mark', href],
    refetchInterval: EVERY,
    queryFn: async () => {
      const response = await fetch(href);
      if (!response.ok) throw new Error(`The mark answered ${response.status}`);
      return ((await response.json()) as { mark: string }).mark;
    },
  });
  useEffect(() => {
    if (data !== undefined && last.current !== undefined && last.current !== data) router.refresh();
    last.current = data ?? last.current;
  }, [data, router]);
  return null;
}
