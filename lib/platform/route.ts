import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { type Gate, gateCall } from '@/lib/auth/actor';
import type { Permission } from '@/lib/auth/permissions';
import { refusalCodes, refusalOf } from './errors';
import { log } from './log';

/**
 * Makes a GET handler for signed-in people: resolves who calls, runs one query and answers with it as JSON (or
 * with the Response it made), maps what went wrong to a status and a JSON body `{ error: { code, message } }`.
 */
export function route<C, T, G = Gate>(
  gate: Permission | (() => Promise<G>),
  run: (request: Request, caller: G, context: C) => Promise<T>,
) {
  return async (request: Request, context: C): Promise<Response> => {
    try {
      const caller = typeof gate === 'string' ? ((await gateCall(gate)) as G) : await gate();
      const result = await run(request, caller, context);
      if (result instanceof Response) return result;
      return Response.json(result, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      unstable_rethrow(error);
      return failure(error);
    }
  };
}

function failure(error: unknown): Response {
  const refusal = refusalOf(error);
  if (refusal) {
    const { code, message, detail } = refusal;
    const headers = new Headers({ 'cache-control': 'no-store' });
    if (detail.retryAfter) headers.set('retry-after', String(detail.retryAfter));
    return Response.json({ error: { code, message } }, { status: refusalCodes[code], headers });
  }
  log.error({ error }, 'route failed');
  return Response.json(
    { error: { code: 'fault', message: 'Something broke on our side.' } },
    { status: 500 },
  );
}
