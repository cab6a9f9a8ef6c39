import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { processMeters } from './process-meters';
import type { RequestKind } from './routes';

const kindOf = ({ method, headers }: IncomingMessage): RequestKind =>
  method !== 'GET' && method !== 'HEAD' ? 'write' : headers.rsc ? 'nav' : 'read';

/** Measures a request from now until its answer is handed over; one that its caller gave up counts as well. */
export function measureRequest(request: IncomingMessage, response: ServerResponse, path: string): void {
  const meters = processMeters();
  const meter = meters.routes.meterOf(path, kindOf(request));
  const began = performance.now();
  response.once('close', () => {
    const took = performance.now() - began;
    meter.times.add(took);
    meters.requests.add(took);
    if (response.statusCode >= 500) {
      meter.errors += 1;
      meters.errors += 1;
    } else if (response.statusCode === 429) {
      meter.limited += 1;
      meters.limited += 1;
    }
  });
}
