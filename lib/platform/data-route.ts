import 'server-only';
import { sessionIdOfCookies } from '@/lib/auth/session-id';
import { log } from '@/lib/platform/log';
import { ownHeaders } from './caller';
import { openScreen, type Questions, type Screen } from './screen';
import { type Times, tellTimes } from './server-timing';

type Context = { params: Promise<Record<string, string>> };

const headers = { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' };

const refusals = {
  signed_out: { status: 401, code: 'unauthenticated', message: 'You are signed out. Sign in and try again.' },
  forbidden: { status: 403, code: 'forbidden', message: 'Your role doesn’t allow this.' },
  unconfirmed: {
    ...{ status: 403, code: 'forbidden' },
    message: 'Show that it is you first: confirm it on a page of ours, then ask again.',
  },
  nothing: { status: 404, code: 'not_found', message: 'This doesn’t exist or isn’t yours.' },
  fault: { status: 500, code: 'fault', message: 'Something broke on our side.' },
} as const;

/** Why there is no answer, as `{ error: { code, message } }` with its status. */
export function refuse(why: keyof typeof refusals): Response {
  const { status, code, message } = refusals[why];
  return Response.json({ error: { code, message } }, { status, headers });
}

/** A screen as JSON, by the same questions as its page. Refusals are `{ error: { code, message } }` with their status. */
export function dataRoute<Input, Q extends Questions, Data>(screen: Screen<Input, Q, Data>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      const name = ownHeaders()?.timed;
      const timed = name && request.headers.get(name);
      const search = Object.fromEntries(new URL(request.url).searchParams);
      const opened = await openScreen(screen, {
        sessionId: sessionIdOfCookies(request.headers.get('cookie')),
        address: { params: await context.params, search },
        // Open pages ask by themselves, for as long as they are open.
        attended: false,
        ...(timed && { watch: (times: Times) => tellTimes(timed, times) }),
      });
      if (opened.state === 'open') return new Response(opened.sent, { headers });
      return refuse(opened.state);
    } catch (error) {
      log.error({ error }, 'data route failed');
      return refuse('fault');
    }
  };
}
