import 'server-only';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest } from 'inngest';
import { serve } from 'inngest/node';
import type { Engine } from './contract.suite';
import { buildContractFunctions, Journal } from './contract-functions';

/** Serves the contract's functions over HTTP and registers them with a running Inngest dev server. */
export async function serveToDevServer(baseUrl: string): Promise<Engine> {
  const journal = new Journal();
  const client = new Inngest({ id: 'contract', isDev: true, baseUrl });
  const listener = createServer(serve({ client, functions: buildContractFunctions({ client, journal }) }));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const registered = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: 'PUT' });
  if (!registered.ok) throw new Error(`The dev server refused the functions: ${await registered.text()}`);
  return {
    client,
    journal,
    stop: () => new Promise((resolve) => listener.close(() => resolve())),
  };
}
