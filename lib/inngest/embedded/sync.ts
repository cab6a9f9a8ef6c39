import type { Inngest, InngestFunction } from 'inngest';
import { fetchFunctions } from './call';
import { type Handler, openHandler } from './call-transport';
import { defineFunction } from './functions';
import { indexFunctions, type Registry } from './registry-view';

/**
 * Asks the SDK for the functions and checks that the runner can run each. Throws UnsupportedFunctionError with
 * the function's name when it can't.
 */
export async function syncFunctions(
  client: Inngest,
  functions: InngestFunction.Any[],
): Promise<{ handler: Handler; registry: Registry }> {
  const handler = openHandler(client, functions);
  const synced = await fetchFunctions(handler);
  return { handler, registry: indexFunctions(synced.map(defineFunction)) };
}
