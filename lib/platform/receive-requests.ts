import 'server-only';
import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { Admission, standBefore } from './admission';
import { BuildFiles } from './build-files';
import { writeOwnHeaders } from './caller';
import { compressAnswer } from './compress-answer';
import { contentSecurityPolicy, inlineScriptHashes } from './content-policy';
import { inContext } from './context';
import { env } from './env';
import { mayBeFramed, watchFraming } from './framing';
import { measureRequest } from './meters/measure-requests';
import { processMeters, watchLoop } from './meters/process-meters';
import { readRoutes } from './meters/routes';
import { asksForTimes, watchTimes } from './server-timing';
import { traceRequest } from './trace-request';

const channel = 'http.server.request.start';
const requestIdForm = /^[\w-]{8,64}$/;

type Started = { request: IncomingMessage; response: ServerResponse; server?: Server };

/**
 * Marks each request as it comes in, before anything reads it: with an id that the log and the audit trail know it by;
 * with the socket's address, which a handler of Next can't ask for; with the path being asked for, which a page can't;
 * and with a fresh nonce, by which Next marks the scripts it renders, while the answer gets the policy that allows them.
 * Measures it, lets only so many be worked on at once, and has their answers compressed. Decides nothing about who may do what. Returns how to stop.
 */
export function receiveRequests(): () => void {
  const tag = randomBytes(9).toString('hex');
  const names = {
    peer: `x-own-${tag}-peer`,
    request: `x-own-${tag}-request`,
    address: `x-own-${tag}-address`,
    timed: `x-own-${tag}-timed`,
    framed: `x-own-${tag}-framed`,
  };
  const distDir = join(process.cwd(), env().NEXT_DIST);
  const pages = readPrerendered(distDir);
  processMeters().routes = readRoutes(distDir);
  watchLoop();
  const admission = new Admission();
  const files = new BuildFiles();
  const trusted = env().TRUSTED_PROXIES > 0;
  const development = env().NODE_ENV === 'development';
  const mark = (message: unknown) => {
    const { request, response, server } = message as Started;
    request.url = readableAddress(request.url ?? '');
    const path = request.url.split('?', 1)[0] ?? '';
    request.headers[names.peer] = request.socket.remoteAddress ?? '';
    const given = trusted ? request.headers['x-request-id'] : undefined;
    const requestId = typeof given === 'string' && requestIdForm.test(given) ? given : v7();
    request.headers[names.request] = requestId;
    if (server)
      standBefore(server, (incoming, outgoing, go) => {
        const context = { requestId: String(incoming.headers[names.request]) };
        const asked = incoming.url?.split('?', 1)[0] ?? '';
        const answer = () => inContext(context, () => traceRequest(incoming, outgoing, asked, go));
        admission.enter(incoming, outgoing, asked, () => {
          // In development a file keeps its name when it changes.
          if (asked.startsWith('/_next/static/') && !development)
            return files.answer(incoming, outgoing, asked, answer);
          compressAnswer(incoming, outgoing);
          answer();
        });
      });
    if (path.startsWith('/_next/')) return;
    measureRequest(request, response, path);
    response.setHeader('X-Request-Id', requestId);
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
