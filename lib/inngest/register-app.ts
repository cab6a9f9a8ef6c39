import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { type Inngest, InngestCommHandler, type InngestFunction } from 'inngest';
import { log } from '@/lib/platform/log';
import { servedAt } from './endpoint';

/** Waits between the tries; the last one goes on for as long as the server is away. */
const waitsMs = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000];

type Registered = { status: number; body: string };

/**
 * Tells the Inngest server which functions there are and where: at PUBLIC_URL, whatever anybody asks for. Goes on
 * until the server has answered well; resolves then. `wait`: for tests.
 */
export async function registerApp(
  client: Inngest,
  functions: InngestFunction.Any[],
  wait: (ms: number) => Promise<unknown> = (ms) => pause(ms, undefined, { ref: false }),
): Promise<void> {
  const register = openRegistration(client, functions);
  for (let turn = 0; ; turn += 1) {
    const { status, body } = await register();
    if (status === 200) break;
    if (turn % 10 === 0)
      log.warn({ status, body }, 'The Inngest server did not take the functions; trying on');
    await wait(waitsMs[Math.min(turn, waitsMs.length - 1)] ?? 60_000);
  }
  log.info({ functions: functions.length, ...servedAt() }, 'Registered with the Inngest server');
}

/** The SDK's own registration, called in this process: no request from outside takes part in it. */
function openRegistration(client: Inngest, functions: InngestFunction.Any[]): () => Promise<Registered> {
  const address = servedAt();
  const handler = new InngestCommHandler({
    frameworkName: 'nextjs',
    client,
    functions,
    ...address,
    handler: () => ({
      body: () => '',
      headers: () => null,
      method: () => 'PUT',
      url: () => new URL(address.servePath, address.serveOrigin),
      transformResponse: ({ status, body }): Registered => ({ status, body }),
    }),
  }).createHandler();
  return () => Promise.resolve(handler()).catch((error: unknown) => ({ status: 0, body: String(error) }));
}
