import { now } from '@/lib/platform/clock';

/**
 * Keeps a flood of like events from filling the trail: at most `most` a minute are kept one by one, and the first
 * one after that minute tells how many more there were. Returns what to keep of an event, or undefined.
 */
export function foldFlood(most: number): () => { dropped?: number } | undefined {
  let window = { since: 0, count: 0, dropped: 0 };
  return () => {
    const at = now().getTime();
    let dropped = 0;
    if (at - window.since > 60_000) {
      dropped = window.dropped;
      window = { since: at, count: 0, dropped: 0 };
    }
    window.count += 1;
    if (window.count > most) {
      window.dropped += 1;
      return undefined;
    }
    return dropped > 0 ? { dropped } : {};
  };
}
