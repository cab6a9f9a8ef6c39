import 'server-only';
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

type Framed = { response: ServerResponse; policyFor: (sites: readonly string[]) => string };

// On `globalThis`, because requests come in and pages are rendered in two bundles of their own.
const place = Symbol.for('cater.framed-requests');
const kept = globalThis as unknown as { [place]?: Map<string, Framed> };

function framed(): Map<string, Framed> {
  kept[place] ??= new Map();
  return kept[place];
}

/** Whether a page may be one that others show within theirs; which others, it says itself while it is rendered. */
export const mayBeFramed = (path: string) => path.startsWith('/e/');

/** Keeps the answer of a request until it is over. Returns the name to say under who may frame it. */
export function watchFraming(response: ServerResponse, policyFor: Framed['policyFor']): string {
  const id = randomBytes(9).toString('hex');
  framed().set(id, { response, policyFor });
  response.once('close', () => framed().delete(id));
  return id;
}

/** Lets these origins show the page within theirs. Before it is said, and where it isn't, nobody may. */
export function allowFraming(id: string | null | undefined, sites: readonly string[]): void {
  const held = id ? framed().get(id) : undefined;
  if (!held || held.response.headersSent || sites.length === 0) return;
  held.response.setHeader('Content-Security-Policy', held.policyFor(sites));
}
