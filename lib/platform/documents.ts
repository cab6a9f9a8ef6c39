import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { currentOrigin } from '@/lib/auth/origin';
import type { ActionResult } from './action';
import { refusalCodes } from './errors';
import type { Html } from './html';
import { log } from './log';
import { readBody } from './read-body';

/** A page of plain HTML. `draw` gets the nonce that allows this answer's scripts. */
export type Document = {
  status?: number;
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
  draw: (nonce: string) => Html;
};

type Drawn = Document | { goTo: string };

/** Longer than any answer with all its letters encoded. */
const mostBytes = 64 * 1024;

/**
 * Makes a handler that answers with a page of plain HTML: for people who come once, on any phone, for whom the
 * framework's script would weigh many times the page. `fault` is what they see when it fails on our side; its code
 * finds the entry in our log.
 */
export function documents<P>(
  answer: (params: P, request: Request) => Promise<Drawn>,
  fault: (code: string, request: Request) => Document,
) {
  return async (request: Request, { params }: { params: Promise<P> }): Promise<Response> => {
    try {
      return respond(await answer(await params, request), request);
    } catch (error) {
      unstable_rethrow(error);
      const { requestId } = await currentOrigin();
      log.error({ error, requestId }, 'document failed');
      return respond({ status: 500, ...fault(requestId, request) }, request);
    }
  };
}

function respond(drawn: Drawn, request: Request): Response {
  const headers = new Headers({ 'cache-control': 'private, no-store' });
  if ('goTo' in drawn) {
    headers.set('location', drawn.goTo);
    return new Response(null, { status: request.method === 'POST' ? 303 : 307, headers });
  }
  const { status = 200, retryAfter, draw } = drawn;
  headers.set('content-type', 'text/html; charset=utf-8');
  if (retryAfter) headers.set('retry-after', String(retryAfter));
  // The server marks the request with the policy that its answer gets.
  const policy = request.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  return new Response(`<!doctype html>${draw(nonce)}`, { status, headers });
}

/** How an answer that wasn't taken is told to machines. */
export function statusOf({ code, retryAfter }: Extract<ActionResult<unknown>, { ok: false }>) {
  return { status: code === 'fault' ? 500 : refusalCodes[code], retryAfter };
}

/** A form that a browser posted; undefined where it is none or too long for one of ours. */
export async function readPosted(request: Request): Promise<URLSearchParams | undefined> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined;
  const body = await readBody(request, mostBytes);
  return body === undefined ? undefined : new URLSearchParams(body);
}

/** Whether a page of ours posted it, which must be asked wherever a cookie says who is there. */
export function isOurForm(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = request.headers.get('origin') ?? '';
  const hosts = [request.headers.get('x-forwarded-host'), request.headers.get('host')];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
