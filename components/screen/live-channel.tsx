'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { liveScreen } from '@/lib/notifications/screens';
import type { DataOf } from '@/lib/platform/screen';
import { receive, type Sent } from '@/lib/platform/sent';
import { tellUnread } from './unread';

type Told = DataOf<typeof liveScreen>;
export type Topic = 'alerts' | 'bookings' | 'cases' | 'customers' | 'feedback' | 'menu' | 'messages';

const every = 3_000;
const everyWhenFailing = 15_000;
const told = 'live-change';

/**
 * The frame's one question to the server whether anything happened; what did is asked for anew by the screen that
 * shows it. A hidden tab doesn't ask, and asks at once when it is looked at again. Once in each frame.
 */
export function LiveChannel() {
  const router = useRouter();
  useEffect(() => {
    let since: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;

    const look = async () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') return;
      let pause = every;
      try {
        const answer = await fetch(`/api/v1/live${since ? `?since=${encodeURIComponent(since)}` : ''}`);
        // The session is over: the page's own gate knows where to go.
        if (answer.status === 401) return router.refresh();
        if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
        const { data } = receive<Told>((await answer.text()) as Sent<Told>);
        const first = since === undefined;
        since = data.next;
        tellUnread(data.unread);
        if (!stopped) tell(data, first);
      } catch {
        pause = everyWhenFailing;
      }
      if (!stopped) timer = setTimeout(look, pause);
    };

    const tell = ({ all, changes }: Told, first: boolean) => {
      if (!all && changes.length === 0) return;
      // At the first look too: what happened while the page was on its way is in nobody's answer yet.
      void import('./screen-cache').then(({ refreshScreens }) => refreshScreens());
      if (!first) window.dispatchEvent(new CustomEvent(told, { detail: all ? undefined : changes }));
    };

    const looked = () => document.visibilityState === 'visible' && void look();
    document.addEventListener('visibilitychange', looked);
    void look();
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', looked);
    };
  }, [router]);
  return null;
}

/** For a page that isn't a screen: renders it anew when one of these topics changed. */
export function LiveRefresh({ topics }: { topics: readonly Topic[] }) {
  const router = useRouter();
  useEffect(() => {
    const heard = (event: Event) => {
      const changes = (event as CustomEvent<Told['changes'] | undefined>).detail;
      if (!changes || changes.some(({ topic }) => topics.includes(topic as Topic))) router.refresh();
    };
    window.addEventListener(told, heard);
    return () => window.removeEventListener(told, heard);
  }, [topics, router]);
  return null;
}
