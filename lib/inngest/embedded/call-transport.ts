import { type Inngest, InngestCommHandler, type InngestFunction } from 'inngest';

/** A request to the SDK's handler that never was HTTP: plain strings cost a tenth less per call. */
export type CallRequest = { method: 'POST' | 'PUT'; url: URL; headers: Record<string, string>; body: string };
export type CallResponse = { status: number; headers: Record<string, string>; body: string };

/** The SDK's request handler, called in this process: nothing of it is reachable from outside. */
export type Handler = (request: CallRequest) => Promise<CallResponse>;

/** Opens the SDK's handler over the functions, by the SDK's own way for other frameworks. */
export function openHandler(client: Inngest, functions: InngestFunction.Any[]): Handler {
  return new InngestCommHandler({
    frameworkName: 'cater-embedded',
    client,
    functions,
    handler: (request: CallRequest) => ({
      body: () => request.body,
      headers: (name: string) => request.headers[name.toLowerCase()] ?? null,
      method: () => request.method,
      url: () => request.url,
      transformResponse: ({ status, headers, body }): CallResponse => ({
        status,
        headers: lowerCased(headers),
        body,
      }),
    }),
  }).createHandler();
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
