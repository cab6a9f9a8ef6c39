import 'server-only';
import { Agent as HttpAgent, type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

export type WireRequest = {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: object;
  data?: object;
  timeout?: number;
};

export type WireResponse = { statusCode: number; body: unknown; headers: IncomingHttpHeaders };

/** No answer came. `written`: the request may have reached the provider, so it may have been obeyed. */
export class WireError extends Error {
  override readonly name = 'WireError';
  constructor(
    message: string,
    readonly written: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const pooled = { keepAlive: true, maxSockets: 64, maxFreeSockets: 16, scheduling: 'lifo' } as const;
const agents = { http: new HttpAgent(pooled), https: new HttpsAgent(pooled) };
const answerLimit = 8 * 1024 * 1024;

/**
 * One HTTP call of Twilio's SDK over kept-alive connections; `base` replaces the host (tests, simulator).
 * Rejects with WireError only, which knows whether anything can have been written; so it does for any address that
 * isn't Twilio's.
 */
export async function callWire(
  given: WireRequest,
  options: { base?: string; timeoutMs: number },
): Promise<WireResponse> {
  const url = addressOf(given, options.base);
  const body = bodyOf(given);
  const headers: Record<string, string | number> = { ...given.headers };
  if (given.username && given.password) {
    headers.Authorization = `Basic ${Buffer.from(`${given.username}:${given.password}`).toString('base64')}`;
  }
  if (body !== undefined) headers['Content-Length'] = Buffer.byteLength(body);
  const secure = url.protocol === 'https:';
  const timeoutMs = given.timeout ?? options.timeoutMs;

  return new Promise((resolve, reject) => {
    let written = false;
    const send = secure ? requestHttps : requestHttp;
    const request = send(
      url,
      { method: given.method.toUpperCase(), headers, agent: secure ? agents.https : agents.http },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > answerLimit) request.destroy(new Error('The answer is too large'));
          else chunks.push(chunk);
        });
        response.on('end', () => {
          clearTimeout(deadline);
          resolve({
            statusCode: response.statusCode ?? 0,
            body: parse(Buffer.concat(chunks).toString('utf8')),
            headers: response.headers,
          });
        });
        response.on('error', fail);
        response.on('aborted', () => fail(new Error('The answer was cut off')));
      },
    );
    // A deadline for the whole call: a socket timeout alone never fires while an answer trickles.
    const deadline = setTimeout(() => request.destroy(new Error(`No answer in ${timeoutMs} ms`)), timeoutMs);
    function fail(error: Error) {
      clearTimeout(deadline);
      reject(new WireError(error.message, written, { cause: error }));
    }
    request.on('socket', (socket) => {
      const mark = () => {
        written = true;
      };
      // A request on a fresh socket leaves only once that is connected; on a kept one at once.
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', mark);
      else mark();
    });
    request.on('error', fail);
    request.end(body);
  });
}

function addressOf(given: WireRequest, base: string | undefined): URL {
  const url = new URL(given.uri);
  // Lists go on at an address that the answer names: the credentials follow it within Twilio only.
  if (!/^https:\/\/([a-z0-9-]+\.)*twilio\.com(:443)?$/.test(url.origin) || url.username || url.password)
    throw new WireError(`Not an address of Twilio’s: ${url.host}`, false);
  if (base) {
    const host = new URL(base);
    url.protocol = host.protocol;
    url.host = host.host;
    url.port = host.port;
  }
  for (const [name, value] of pairs(given.params)) url.searchParams.append(name, value);
  return url;
}

function bodyOf({ data, headers }: WireRequest): string | undefined {
  if (data === undefined) return undefined;
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (type?.startsWith('application/json')) return JSON.stringify(data);
  return new URLSearchParams(pairs(data)).toString();
}

/** Lists become repeated names, as Twilio reads them. */
function pairs(fields: object | undefined): [string, string][] {
  return Object.entries(fields ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null)
      .map((one): [string, string] => [name, String(one)]),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
