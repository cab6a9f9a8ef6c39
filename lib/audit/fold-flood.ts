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

/** So many are remembered; whoever was asked about the longest ago begins anew. */
const mostFloods = 1000;

/** The same for each of many, such as companies: what floods one hides nothing of another. */
export function foldFloods(most: number): (of: string) => { dropped?: number } | undefined {
  const floods = new Map<string, ReturnType<typeof foldFlood>>();
  return (of) => {
    const fold = floods.get(of) ?? foldFlood(most);
    floods.delete(of);
    floods.set(of, fold);
    const [oldest] = floods.keys();
    if (floods.size > mostFloods && oldest !== undefined) floods.delete(oldest);
    return fold();
  };
}
