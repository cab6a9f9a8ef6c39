import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, createGzip, type Gzip, gzipSync } from 'node:zlib';

/** Bytes from which on compressing is worth its time. */
const least = 1024;
/** Bytes that are held until the rest is there; more of them are compressed while they come. */
const mostHeld = 128 * 1024;
/** Milliseconds that what was written first waits for the rest. */
const longestWait = 12;
/** Of nine: half the time of the usual six, for a few more bytes in a hundred. */
const level = 4;

export type Coding = 'gzip' | 'br';
export type Coded = { coding: Coding; body: Uint8Array };

const codings: Record<Coding, RegExp> = {
  gzip: /(^|[\s,])gzip\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))/i,
  br: /(^|[\s,])br\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))/i,
};
const compressible =
  /^(text\/(?!event-stream)|application\/(json|javascript|manifest\+json)|image\/svg\+xml)/;
const unchanged = new Set([204, 206, 304]);

/** Whether the caller takes answers in this coding. */
export const takes = ({ headers }: IncomingMessage, coding: Coding): boolean =>
  codings[coding].test(String(headers['accept-encoding'] ?? ''));

/** Whether an answer's body may be sent in another coding, as far as its head says. */
function mayBeCoded({ method }: IncomingMessage, response: ServerResponse): boolean {
  return (
    !response.headersSent &&
    method !== 'HEAD' &&
    !unchanged.has(response.statusCode) &&
    !response.hasHeader('content-encoding') &&
    !String(response.getHeader('cache-control') ?? '').includes('no-transform') &&
    compressible.test(String(response.getHeader('content-type') ?? ''))
  );
}

/** Marks an answer as coded, and as one of several for the caches in between. */
function markCoded(response: ServerResponse, coding: Coding | undefined): void {
  const vary = String(response.getHeader('vary') ?? '');
  if (!/accept-encoding/i.test(vary))
    response.setHeader('Vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding');
  if (!coding) return;
  response.setHeader('Content-Encoding', coding);
  response.removeHeader('Content-Length');
}

type Given = readonly unknown[];
type Options = {
  /** Bytes to hold at most, where not the usual ones. */
  most?: number;
  /** Codes a whole body in a way of its own; undefined: it goes as it is. */
  code?: (body: Uint8Array) => Promise<Coded | undefined>;
};

/**
 * Sends an answer compressed where its caller takes that, in place of Next's own compression: what is written within a few
 * milliseconds leaves together, so that a page or a list costs one pass of the compressor and one packet, and no streams.
 */
export function compressAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { most = mostHeld, code }: Options = {},
): void {
  const write = response.write.bind(response) as (...given: Given) => boolean;
  const end = response.end.bind(response) as (...given: Given) => ServerResponse;
  const flushHeaders = response.flushHeaders.bind(response);
  let state: 'holding' | 'plain' | 'coded' | 'ended' = 'holding';
  let parts: Uint8Array[] = [];
  let held = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gzip: Gzip | undefined;

  /** What was held leaves now, and what follows as it comes. */
  const open = () => {
    clearTimeout(timer);
    timer = undefined;
    if (state === 'coded') gzip?.flush(constants.Z_SYNC_FLUSH);
    if (state !== 'holding') return;
    const may = mayBeCoded(request, response);
    const coded = may && takes(request, 'gzip');
    if (may) markCoded(response, coded ? 'gzip' : undefined);
    state = coded ? 'coded' : 'plain';
    if (coded) gzip = startGzip();
    if (held === 0) flushHeaders();
    for (const part of parts.splice(0)) gzip ? gzip.write(part) : write(part);
    gzip?.flush(constants.Z_SYNC_FLUSH);
  };

  const startGzip = () => {
    const started = createGzip({ level });
    started.on('data', (chunk: Buffer) => write(chunk) || started.pause());
    started.on('end', () => end());
    started.on('error', (error) => response.destroy(error));
    started.on('drain', () => response.emit('drain'));
    response.on('drain', () => response.writableNeedDrain || started.resume());
    return started;
  };

  const sendWhole = (body: Uint8Array, coded: Coded | undefined) => {
    if (mayBeCoded(request, response)) markCoded(response, coded?.coding);
    const sent = coded?.body ?? body;
    if (!response.headersSent) response.setHeader('Content-Length', sent.length);
    end(sent);
  };

  /** All that was held, when there is no more. */
  const finish = () => {
    const body = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, held);
    parts = [];
    if (held < least || !mayBeCoded(request, response)) sendWhole(body, undefined);
    else if (code)
      void code(body).then(
        (coded) => sendWhole(body, coded),
        () => sendWhole(body, undefined),
      );
    else
      sendWhole(
        body,
        takes(request, 'gzip') ? { coding: 'gzip', body: gzipSync(body, { level }) } : undefined,
      );
  };

  const isFull = () => gzip?.writableNeedDrain ?? false;

  const take = (bytes: Uint8Array): boolean => {
    if (gzip) return gzip.write(bytes);
    parts.push(bytes);
    held += bytes.length;
    if (held > most) open();
    return !isFull();
  };

  response.once('close', () => {
    clearTimeout(timer);
    parts = [];
    gzip?.destroy();
  });

  response.flushHeaders = () => {
    if (state === 'holding') timer ??= setTimeout(open, longestWait);
  };

  response.write = ((...given: Given) => {
    const [chunk, ...rest] = given;
    if (state === 'holding' && !mayBeCoded(request, response)) open();
    if (state === 'plain' || state === 'ended') return write(...given);
    const told = callbackIn(rest);
    if (told) process.nextTick(told);
    timer ??= setTimeout(open, longestWait);
    return take(bytesOf(chunk, rest));
  }) as ServerResponse['write'];

  response.end = ((...given: Given) => {
    if (state === 'ended') return response;
    const [chunk, ...rest] = typeof given[0] === 'function' ? [undefined, ...given] : given;
    if (state === 'plain' || (state === 'holding' && response.headersSent)) {
      state = 'ended';
      return end(...given);
    }
    const told = callbackIn(rest);
    if (told) response.once('finish', told);
    if (chunk !== undefined && chunk !== null) take(bytesOf(chunk, rest));
    clearTimeout(timer);
    state = 'ended';
    if (gzip) gzip.end();
    else if (parts.length > 0) finish();
    else end();
    return response;
  }) as ServerResponse['end'];
}

/** A text is in the coding that was given beside it, else in UTF-8. */
function bytesOf(chunk: unknown, rest: Given): Uint8Array {
  if (typeof chunk !== 'string') return chunk as Uint8Array;
  return Buffer.from(chunk, typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8');
}

const callbackIn = (rest: Given) => rest.find((one): one is () => void => typeof one === 'function');
