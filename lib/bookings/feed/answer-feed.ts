import 'server-only';
import { createHash } from 'node:crypto';
import { originOf } from '@/lib/auth/origin';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { addressKey } from '@/lib/platform/caller';
import { now } from '@/lib/platform/clock';
import { required } from '@/lib/platform/env';
import { notFound } from '@/lib/platform/errors';
import { writeCalendar } from './ics-rules';
import { findFeedOwner, readFeed } from './queries';
import { hashToken, isToken } from './token';

const windowSeconds = 3600;
/** Programs ask a few times an hour; several of an office come from one address. */
const most = { address: 600, feed: 60 };
const slower = 'This calendar was asked for too often. It can be read again within the hour.';

const headers = {
  'content-type': 'text/calendar; charset=utf-8',
  'content-disposition': 'inline; filename="events.ics"',
  'cache-control': 'private, max-age=900',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

/**
 * A person's events for their calendar program, found by the token in the address. Throws Refusal: not_found for a
 * token that opens nothing (any more), rate_limited beyond the limits.
 */
export async function answerFeed(request: Request, given: string): Promise<Response> {
  const { ip } = originOf(request.headers);
  await mustBeWithin({ key: `feed:${addressKey(ip)}`, limit: most.address, windowSeconds }, slower);
  const token = given.replace(/\.ics$/, '');
  const at = now();
  const owner = isToken(token) ? await findFeedOwner(token, at) : undefined;
  if (!owner) throw notFound('calendar');
  await mustBeWithin({ key: `feed:${hashToken(token)}`, limit: most.feed, windowSeconds }, slower);
  const body = writeCalendar({
    ...(await readFeed(owner, at)),
    origin: new URL(required('PUBLIC_URL')).origin,
  });
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { ...headers, etag } });
  return new Response(body, { headers: { ...headers, etag } });
}
