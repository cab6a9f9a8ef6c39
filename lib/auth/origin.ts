import 'server-only';
import { headers } from 'next/headers';
import { v7 } from 'uuid';
import type { Origin } from '@/db/session';

const requestIdForm = /^[\w-]{8,64}$/;

/** Where a request came from, for the audit trail and the log. */
export function originOf(from: Headers): Required<Origin> {
  const given = from.get('x-request-id') ?? '';
  // The last hop is the one our own proxy wrote; earlier ones are the caller's claim.
  const hops = (from.get('x-forwarded-for') ?? '').split(',');
  return {
    requestId: requestIdForm.test(given) ? given : v7(),
    ip: hops.at(-1)?.trim().slice(0, 45) || 'unknown',
  };
}

/** The same for the request being served. */
export async function currentOrigin(): Promise<Required<Origin>> {
  return originOf(await headers());
}
