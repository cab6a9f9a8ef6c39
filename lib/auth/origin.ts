import 'server-only';
import { headers } from 'next/headers';
import { v7 } from 'uuid';
import type { Origin } from '@/db/session';
import { callerAddress, ownHeaders } from '@/lib/platform/caller';
import { env } from '@/lib/platform/env';

const requestIdForm = /^[\w-]{8,64}$/;

/**
 * Where a request came from, for limits, the audit trail and the log. What the caller says of itself counts only
 * as far as TRUSTED_PROXIES: without one, the address is the socket's and the request id our own.
 */
export function originOf(from: Headers): Required<Origin> {
  const trusted = env().TRUSTED_PROXIES;
  const names = ownHeaders();
  const given = (names && from.get(names.request)) ?? (trusted > 0 ? (from.get('x-request-id') ?? '') : '');
  return {
    requestId: requestIdForm.test(given) ? given : v7(),
    ip: callerAddress({
      peer: names && from.get(names.peer),
      forwarded: from.get('x-forwarded-for'),
      trusted,
    }),
  };
}

/** The same for the request being served. */
export async function currentOrigin(): Promise<Required<Origin>> {
  return originOf(await headers());
}

/** Path and query of the page being asked for, or undefined where this process doesn't receive requests itself. */
export async function currentPath(): Promise<string | undefined> {
  const names = ownHeaders();
  return (names && (await headers()).get(names.address)) ?? undefined;
}
