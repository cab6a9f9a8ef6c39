import 'server-only';
import { log } from '@/lib/platform/log';
import { inngest } from './client';

type Sendable = Parameters<typeof inngest.send>[0];

/** Longest that anybody who tells of something waits for the engine: a webhook has 15 s in all. */
const patienceMs = 2_000;

/**
 * Tells the engine of what is committed already. Never throws and never takes longer than 2 s: an engine that is
 * away or hangs is logged and left to the sweeps, which find the work in the rows. A send that outlives the
 * wait goes on behind it.
 */
export async function sendEvents(events: Sendable): Promise<void> {
  if (Array.isArray(events) && events.length === 0) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sending = inngest
    .send(events)
    .catch((error: unknown) => log.error({ error }, 'events were not sent; the sweep will repair it'));
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn({ patienceMs }, 'the engine takes its time over events; the sweep will repair what it loses');
      resolve();
    }, patienceMs);
  });
  await Promise.race([sending, patience]);
  clearTimeout(timer);
}
