import 'server-only';
import { Inngest } from 'inngest';
import type { Connection } from '@/db/client';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { engineMode } from './mode';

/** pino takes the object first, as the SDK's structured calls do; its plain calls have a message only. */
const logger = {
  info: (...parts: unknown[]) => write('info', parts),
  warn: (...parts: unknown[]) => write('warn', parts),
  error: (...parts: unknown[]) => write('error', parts),
  debug: (...parts: unknown[]) => write('debug', parts),
};

function write(level: 'info' | 'warn' | 'error' | 'debug', [first, ...rest]: unknown[]): void {
  if (typeof first !== 'object' || first === null) log[level]([first, ...rest].map(String).join(' '));
  else {
    const { err, ...context } = first as { err?: unknown };
    log[level]({ ...context, ...(err ? { error: err } : {}) }, rest.map(String).join(' '));
  }
}

/** A client whose events go into the embedded runner's tables; no request leaves the process. */
export function createEmbeddedClient({ id, connection }: { id: string; connection?: Connection }): Inngest {
  return new Inngest({
    id,
    logger,
    isDev: true,
    baseUrl: 'http://embedded.invalid',
    fetch: async (input, init) => {
      const { receiveEvents } = await import('./embedded/receive');
      return receiveEvents(connection)(input, init);
    },
  });
}

/** A request to a server that hangs is given up: the SDK tries again, and whoever waits is held up no longer. */
const requestMs = 10_000;

function createServerClient(): Inngest {
  const { INNGEST_EVENT_KEY, INNGEST_BASE_URL } = env();
  return new Inngest({
    id: 'cater',
    logger,
    eventKey: INNGEST_EVENT_KEY,
    baseUrl: INNGEST_BASE_URL,
    fetch: (input, init) => fetch(input, { signal: AbortSignal.timeout(requestMs), ...init }),
  });
}

/** The house's client: defines functions and sends events, whichever engine runs them. */
export const inngest: Inngest =
  engineMode() === 'embedded' ? createEmbeddedClient({ id: 'cater' }) : createServerClient();
