import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether the request carries these Basic credentials. */
export function isAuthorised(request: IncomingMessage, account: { sid: string; token: string }): boolean {
  const header = request.headers.authorization ?? '';
  if (!/^basic /i.test(header)) return false;
  const given = Buffer.from(header.slice(6), 'base64').toString('utf8');
  return timingSafeEqual(digest(given), digest(`${account.sid}:${account.token}`));
}
