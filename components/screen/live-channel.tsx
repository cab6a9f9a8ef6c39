'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { liveScreen } from '@/lib/notifications/screens';
import type { DataOf } from '@/lib/platform/screen';
import { receive, type Sent } from '@/lib/platform/sent';
import { tellUnread } from './unread';

type Told = DataOf<typeof liveScreen>;

const every = 3_000;
const everyWhenFailing = 15_000;

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
    let failing = false;

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
        since = data.next;
        tellUnread(data.unread);
        if (!stopped) tell(failing ? { ...data, all: true } : data);
        failing = false;
      } catch {
        pause = everyWhenFailing;
        // What is on the screen asks, too, and says of when it is.
        if (!failing && !stopped) refresh();
        failing = true;
      }
      if (!stopped) timer = setTimeout(look, pause);
    };

    const tell = ({ all, changes }: Told) => {
      if (!all && changes.length === 0) return;
      // At the first look too: what happened while the page was on its way is in nobody's answer yet.
      refresh();
    };
    const refresh = () => void import('./screen-cache').then(({ refreshScreens }) => refreshScreens());

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
