import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from './child';
import { LaunchError } from './launch-error';

/**
 * Waits until the address answers 200. Throws LaunchError when the process ends first or `waitMs` is over,
 * with the last thing it said.
 */
export async function waitUntilHealthy({
  url,
  child,
  waitMs,
}: {
  url: string;
  child: Child;
  waitMs: number;
}): Promise<void> {
  const deadline = Date.now() + waitMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    if (!child.isRunning())
      throw new LaunchError(`${child.name} ended (${await child.ended}) before it was ready`);
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (answer.ok) {
        await answer.body?.cancel();
        return;
      }
      last = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
    } catch {
      // Not listening yet.
    }
    await wait(100);
  }
  throw new LaunchError(`${child.name} was not ready in ${Math.round(waitMs / 1000)} s: ${last}`);
}
