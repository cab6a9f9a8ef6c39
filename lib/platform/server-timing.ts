import 'server-only';
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

type Timed = { response: ServerResponse; began: number };

// On `globalThis`, because requests come in and pages are rendered in two bundles of their own.
const key = Symbol.for('cater.timed-requests');
const kept = globalThis as unknown as { [key]?: Map<string, Timed> };

function timed(): Map<string, Timed> {
  kept[key] ??= new Map();
  return kept[key];
}

/** Whether a request asks how long its steps take: by `timing=1` in its address. */
export const asksForTimes = (url: string) => /[?&]timing=1(&|$)/.test(url);

/** Keeps the answer of a request that is timed until it is over. Returns the name to tell its times under. */
export function watchTimes(response: ServerResponse): string {
  const id = randomBytes(9).toString('hex');
  timed().set(id, { response, began: performance.now() });
  response.once('close', () => timed().delete(id));
  return id;
}

/** Milliseconds: opening the cookie, and the round trip that asks who it is together with the data. */
export type Times = { gate: number; database: number };

/** Writes a timed request's `Server-Timing`, whose last step, the rendering, ends when the answer begins. */
export function tellTimes(id: string | null | undefined, { gate, database }: Times): void {
  const held = id ? timed().get(id) : undefined;
  if (!held) return;
  const { response, began } = held;
  const rendering = performance.now();
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = ((...given: unknown[]) => {
    const now = performance.now();
    const steps = { gate, database, render: now - rendering, total: now - began };
    const text = Object.entries(steps).map(([name, ms]) => `${name};dur=${ms.toFixed(2)}`);
    response.setHeader('Server-Timing', text.join(', '));
    return writeHead(...given);
  }) as ServerResponse['writeHead'];
}
