import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { currentContext } from './context';
import { processMeters } from './meters/process-meters';
import { tracing } from './trace';

/** Answers a request by `go`, as a span named by the pattern of its address where traces are wanted. */
export function traceRequest(
  { method = 'GET' }: IncomingMessage,
  response: ServerResponse,
  path: string,
  go: () => void,
): void {
  const tracer = tracing();
  if (!tracer || path.startsWith('/_next/')) {
    go();
    return;
  }
  const route = processMeters().routes.patternOf(path);
  const context = currentContext();
  const attributes = {
    'http.request.method': method,
    'http.route': route,
    ...(context && 'requestId' in context && { 'cater.request_id': context.requestId }),
  };
  const end = tracer.request(`${method} ${route}`, attributes, go);
  response.once('close', () => end(response.statusCode));
}
