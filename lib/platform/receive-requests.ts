import 'server-only';
import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { writeOwnHeaders } from './caller';
import { contentSecurityPolicy, inlineScriptHashes } from './content-policy';
import { env } from './env';
import { mayBeFramed, watchFraming } from './framing';
import { asksForTimes, watchTimes } from './server-timing';

const channel = 'http.server.request.start';

/**
 * Marks each request as it comes in, before anything reads it: with the socket's address, which a handler of
 * Next can't ask for; with the path being asked for, which a page can't; and with a fresh nonce, by which Next
 * marks the scripts it renders, while the answer gets the policy that allows them. Decides nothing about who may
 * do what. Returns how to stop.
 */
export function receiveRequests(): () => void {
  const tag = randomBytes(9).toString('hex');
  const names = {
    peer: `x-own-${tag}-peer`,
    address: `x-own-${tag}-address`,
    timed: `x-own-${tag}-timed`,
    framed: `x-own-${tag}-framed`,
  };
  const pages = readPrerendered(join(process.cwd(), env().NEXT_DIST));
  const development = env().NODE_ENV === 'development';
  const mark = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    request.url = readableAddress(request.url ?? '');
    const path = request.url.split('?', 1)[0] ?? '';
    request.headers[names.peer] = request.socket.remoteAddress ?? '';
    if (path.startsWith('/_next/')) return;
    request.headers[names.address] = request.url ?? '';
    if (development || asksForTimes(request.url ?? '')) request.headers[names.timed] = watchTimes(response);
    const nonce = randomBytes(16).toString('base64');
    const allowed = { nonce, hashes: pages.get(path) ?? pages.get(''), development };
    const policy = contentSecurityPolicy(allowed);
    request.headers['content-security-policy'] = policy;
    delete request.headers['content-security-policy-report-only'];
    response.setHeader('Content-Security-Policy', policy);
    if (mayBeFramed(path))
      request.headers[names.framed] = watchFraming(response, (framedBy) =>
        contentSecurityPolicy({ ...allowed, framedBy }),
      );
  };
  writeOwnHeaders(names);
  subscribe(channel, mark);
  return () => {
    unsubscribe(channel, mark);
    writeOwnHeaders(undefined);
  };
}

/** An address that isn't UTF-8 names nothing that there is: Next would call it a fault of ours. */
export function readableAddress(address: string): string {
  const path = address.split('?', 1)[0] ?? '';
  try {
    decodeURIComponent(path);
    return address;
  } catch {
    return `/%EF%BF%BD${address.slice(path.length)}`;
  }
}

/** Path → hashes of the pages that were rendered at build time; under '' those of the page for any other path. */
function readPrerendered(distDir: string): Map<string, string[]> {
  const manifest = join(distDir, 'prerender-manifest.json');
  if (!existsSync(manifest)) return new Map();
  const { routes } = JSON.parse(readFileSync(manifest, 'utf8')) as { routes: Record<string, unknown> };
  const pages = Object.keys(routes).flatMap((path): [string, string[]][] => {
    const file = join(distDir, 'server', 'app', `${path}.html`);
    return existsSync(file) ? [[path, inlineScriptHashes(readFileSync(file, 'utf8'))]] : [];
  });
  const found = new Map(pages);
  return found.set('', found.get('/_not-found') ?? []);
}
