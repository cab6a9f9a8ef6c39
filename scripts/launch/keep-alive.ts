import { setTimeout as wait } from 'node:timers/promises';

const firstPauseMs = 250;
const longestPauseMs = 10_000;
const settledAfterMs = 30_000;

/** Something that may end by itself and can be started again. */
export type Mortal = { ended: Promise<unknown>; stop: () => Promise<void> };

/**
 * Keeps one thing running: when it ends although nobody asked for it, it is started again after a pause that
 * doubles up to 10 s and is short again after 30 s of health.
 */
export function keepAlive<T extends Mortal>({
  name,
  first,
  restart,
  note,
}: {
  name: string;
  first: T;
  restart: () => Promise<T>;
  note: (line: string) => void;
}): {
  current: () => T;
  stop: () => Promise<void>;
  restartNow: (end: (one: T) => Promise<void>) => Promise<T>;
} {
  const stopping = new AbortController();
  let current = first;
  let expected = false;
  let pauseMs = firstPauseMs;

  const watch = async () => {
    while (!stopping.signal.aborted) {
      const since = Date.now();
      const watched = current;
      const how = await watched.ended;
      if (stopping.signal.aborted || expected || watched !== current) return;
      if (Date.now() - since > settledAfterMs) pauseMs = firstPauseMs;
      note(`! ${name} ended (${how ?? 'no reason given'}); starting it again`);
      await startAgain();
    }
  };

  const startAgain = async () => {
    while (!stopping.signal.aborted) {
      await wait(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      if (stopping.signal.aborted) return;
      try {
        current = await restart();
        if (stopping.signal.aborted) await current.stop();
        return;
      } catch (error) {
        note(`! ${name} did not start: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };

  void watch();
  return {
    current: () => current,
    async stop() {
      stopping.abort();
      await current.stop();
    },
    async restartNow(end) {
      expected = true;
      await end(current);
      current = await restart();
      expected = false;
      void watch();
      return current;
    },
  };
}
