import 'server-only';
import { isIP } from 'node:net';
import { env } from '@/lib/platform/env';

/**
 * Whom passkeys are made for: the host of PUBLIC_URL and nothing else, whatever a request says of itself. Undefined where browsers
 * make none: at an address without a name, or without TLS (but `localhost`).
 */
export function relyingParty(): { id: string; origin: string } | undefined {
  const { PUBLIC_URL } = env();
  if (!PUBLIC_URL) return undefined;
  const { hostname, origin, protocol } = new URL(PUBLIC_URL);
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return undefined;
  return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : undefined;
}
